package dev.jinx.expression;

import org.jspecify.annotations.Nullable;

/** Values as text. */
final class Texts {
  /** The longest text that a message or a captured value shows, in characters. */
  static final int LONGEST = 256;

  private Texts() {}

  /** The first {@value #LONGEST} characters, with a mark where something was cut. */
  static String cut(CharSequence text) {
    if (text.length() <= LONGEST) {
      return text.toString();
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return text.subSequence(0, end) + "…";
  }

  /** What a value is compared with as text: an enum's name, otherwise its {@code toString}. */
  static @Nullable String of(@Nullable Object value) {
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    return value == null ? null : value.toString();
  }

  /** What a message calls a value: short ones as they are, others by their class. */
  static String name(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof Number || value instanceof Boolean) {
      return cut(value.toString());
    }
    if (value instanceof String text) {
      return text.length() > 32 ? "a string" : "'" + text + "'";
    }
    return "a " + value.getClass().getName();
  }
}
