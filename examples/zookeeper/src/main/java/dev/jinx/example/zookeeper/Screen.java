package dev.jinx.example.zookeeper;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What the viewer sees: numbered paragraphs, commands, and rows of events between them. Any thread
 * may write; a paragraph is never torn by a row. Colours only where they are wanted.
 */
final class Screen {
  private static final String INDENT = "   ";
  private static final int WIDTH = 100;
  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private final boolean colours;
  private int step;
  private boolean inTable;
  private boolean afterCommand;

  Screen(boolean colours) {
    this.colours = colours;
  }

  synchronized void title(String text) {
    out.println(bold(text));
  }

  /** Begins the next numbered paragraph. */
  synchronized void step(String... lines) {
    step++;
    out.println();
    out.println(bold(step + ". " + lines[0]));
    for (int i = 1; i < lines.length; i++) {
      out.println(INDENT + lines[i]);
    }
    inTable = false;
  }

  /** Says something within the paragraph. */
  synchronized void say(String... lines) {
    if (inTable || afterCommand) {
      out.println();
    }
    for (String line : lines) {
      out.println(INDENT + line);
    }
    afterCommand = false;
    inTable = false;
  }

  /** A command that the reader can type, on one line or several. */
  synchronized void command(String... lines) {
    out.println();
    for (int i = 0; i < lines.length; i++) {
      out.println(INDENT + paint("36", (i == 0 ? "$ " : "    ") + lines[i]));
    }
    afterCommand = true;
    inTable = false;
  }

  /** A line that a command answered, cut to the width. */
  synchronized void answer(String line) {
    out.println(INDENT + dim(cut(line, WIDTH - INDENT.length())));
    inTable = false;
  }

  /** A row of the table of events. */
  synchronized void row(String cells, String colour) {
    if (!inTable) {
      out.println();
      inTable = true;
      afterCommand = false;
    }
    out.println(INDENT + paint(colour, cut(cells, WIDTH - INDENT.length())));
  }

  synchronized void heading(String cells) {
    out.println();
    out.println(INDENT + bold(cells));
    inTable = true;
  }

  static String cut(String text, int width) {
    return text.length() <= width ? text : text.substring(0, width - 3) + "...";
  }

  private String bold(String text) {
    return paint("1", text);
  }

  private String dim(String text) {
    return paint("2", text);
  }

  private String paint(String code, String text) {
    return colours && !code.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
