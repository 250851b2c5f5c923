package dev.jinx.cli;

import java.util.function.Consumer;

/**
 * One line that says what a long command does at the moment. It is written on stderr, only where
 * that is a terminal, and is gone when the command has ended.
 */
public final class Progress implements AutoCloseable {
  private static final String CLEAR = "\r\u001b[K";

  private final Consumer<String> to;
  private final boolean shown;
  private boolean there;

  private Progress(Consumer<String> to, boolean shown) {
    this.to = to;
    this.shown = shown;
  }

  /**
   * Of this process, if its stderr is a terminal; else it says nothing.
   *
   * @param to writes a text to stderr as it is
   */
  public static Progress onTerminal(Consumer<String> to) {
    return new Progress(to, Screen.is(Screen.ERR) && !"dumb".equals(System.getenv("TERM")));
  }

  /** Of which it is known whether anybody looks. */
  static Progress shown(Consumer<String> to, boolean shown) {
    return new Progress(to, shown);
  }

  /** Says what is done now, in place of what was said before. */
  public void say(String text) {
    if (shown) {
      to.accept(CLEAR + text + " ...");
      there = true;
    }
  }

  /** Takes the line away. */
  @Override
  public void close() {
    if (there) {
      to.accept(CLEAR);
      there = false;
    }
  }
}
