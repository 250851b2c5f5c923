package dev.jinx.it.guide;

import dev.jinx.it.faults.Pages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The page of recipes, and the program that they are about. */
public final class TasksPage {
  /** Where the program of its recipes lies. */
  static final Path PURSE = Path.of("../examples/purse");

  private static final String PAGE = "tasks.md";

  /**
   * A block of code.
   *
   * @param recipe the heading that it stands below
   * @param kind the word behind its fence
   * @param code its lines
   */
  record Block(String recipe, String kind, List<String> code) {}

  private TasksPage() {}

  /** All blocks, in their order. */
  static List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    String recipe = "";
    List<String> code = null;
    for (String line : Pages.lines(PAGE)) {
      if (code == null && line.startsWith("## ")) {
        recipe = line.substring("## ".length());
      } else if (code == null && line.startsWith("```")) {
        code = new ArrayList<>();
        blocks.add(new Block(recipe, line.substring("```".length()), code));
      } else if (line.equals("```")) {
        code = null;
      } else if (code != null) {
        code.add(line);
      }
    }
    return blocks;
  }

  /** The lines of the n-th block of that kind below that heading, from 0. */
  public static List<String> code(String recipe, String kind, int number) {
    return blocks().stream()
        .filter(block -> block.recipe().equals(recipe) && block.kind().equals(kind))
        .skip(number)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no block " + number + " of " + kind + ": " + recipe))
        .code();
  }

  /** The same as one text. */
  public static String text(String recipe, String kind, int number) {
    return String.join("\n", code(recipe, kind, number)) + "\n";
  }

  /** The source of the program. */
  static String purse() {
    return read(PURSE.resolve("Purse.java"));
  }

  /** The source of the program, with the part that the page shows replaced. */
  static String purse(String instead) {
    return replaced(purse(), text("The program", "java", 0), instead);
  }

  /** That text with a part replaced that must be there. */
  static String replaced(String text, String part, String instead) {
    if (!text.contains(part)) {
      throw new AssertionError("not there: " + part);
    }
    return text.replace(part, instead);
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
