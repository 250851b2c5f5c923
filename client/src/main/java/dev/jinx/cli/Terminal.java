package dev.jinx.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where a command reads its surroundings and writes. Each line is one write, in UTF-8, so that it
 * is out at once and whole.
 */
final class Terminal {
  private static final int PIECE = 64 * 1024;

  private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
  private final OutputStream out;
  private final OutputStream err;
  private final Map<String, String> environment;
  private final boolean colours;

  Terminal(OutputStream out, OutputStream err, Map<String, String> environment, boolean colours) {
    this.out = out;
    this.err = err;
    this.environment = environment;
    this.colours = colours;
  }

  /** Writes a line for whoever reads the result. */
  void line(String text) {
    try {
      out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      throw new ClosedOutputException(e);
    }
  }

  /**
   * As {@link #line}, of many that are all there already: they are written in few pieces, so {@link
   * #flush} belongs behind the last.
   */
  void gather(String text) {
    gathered.writeBytes((text + "\n").getBytes(StandardCharsets.UTF_8));
    if (gathered.size() >= PIECE) {
      flush();
    }
  }

  /** Writes what was gathered. */
  void flush() {
    try {
      out.write(gathered.toByteArray());
      out.flush();
      gathered.reset();
    } catch (IOException e) {
      throw new ClosedOutputException(e);
    }
  }

  /** Writes a line for people. A closed stderr is no reason to fail. */
  void say(String text) {
    write(text + "\n");
  }

  /** Writes a text for people as it is. */
  void write(String text) {
    try {
      err.write(text.getBytes(StandardCharsets.UTF_8));
      err.flush();
    } catch (IOException e) {
      return; // there is no other place to say it
    }
  }

  /** An environment variable, or the default if it is not set or empty. */
  String environment(String name, String otherwise) {
    String value = environment.getOrDefault(name, "");
    return value.isEmpty() ? otherwise : value;
  }

  /** The text in that colour (an ANSI code), on a terminal. */
  String coloured(String text, int code) {
    return colours && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }

  boolean colours() {
    return colours;
  }

  OutputStream out() {
    return out;
  }

  OutputStream err() {
    return err;
  }
}
