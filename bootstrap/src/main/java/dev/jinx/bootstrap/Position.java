package dev.jinx.bootstrap;

import org.jspecify.annotations.Nullable;

/** Where in a method a point is. */
public enum Position {
  /** Before the body; in constructors after {@code super(..)} or {@code this(..)}. */
  ENTRY("entry"),
  /** Before each normal return. */
  EXIT("exit"),
  /** When the method is left by an exception. */
  THROW("throw");

  private static final Position[] ALL = values();
  private final String word;

  Position(String word) {
    this.word = word;
  }

  /** The word of the YAML's {@code at}. */
  public String word() {
    return word;
  }

  /** The position of that word, or null. */
  public static @Nullable Position of(String word) {
    for (Position position : ALL) {
      if (position.word.equals(word)) {
        return position;
      }
    }
    return null;
  }
}
