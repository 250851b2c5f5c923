package dev.jinx.bootstrap;

import org.jspecify.annotations.Nullable;

/** Primitive types by the letters of descriptors, and values made for them. */
final class Primitives {
  private static final String LETTERS = "ZBSCIJFD";
  private static final String[] NAMES = {
    "boolean", "byte", "short", "char", "int", "long", "float", "double"
  };
  private static final String[] BOXES = {
    "Boolean", "Byte", "Short", "Character", "Integer", "Long", "Float", "Double"
  };

  private Primitives() {}

  static @Nullable String name(char letter) {
    int at = LETTERS.indexOf(letter);
    return at < 0 ? null : NAMES[at];
  }

  /** The letter of what a class boxes, given as descriptor; 0 where it is no box. */
  static char boxedBy(String descriptor) {
    for (int i = 0; i < BOXES.length; i++) {
      if (descriptor.equals("Ljava/lang/" + BOXES[i] + ";")) {
        return LETTERS.charAt(i);
      }
    }
    return 0;
  }

  /** The value boxed for that type, or null where it does not fit without loss. */
  static @Nullable Object convert(@Nullable Object value, char letter) {
    if (value instanceof Boolean) {
      return letter == 'Z' ? value : null;
    }
    if (value instanceof Character) {
      return letter == 'C' ? value : null;
    }
    if (value instanceof Float || value instanceof Double) {
      double number = ((Number) value).doubleValue();
      return letter == 'D' ? (Object) number : letter == 'F' ? (Object) (float) number : null;
    }
    if (!(value instanceof Number)) {
      return null;
    }
    long number = ((Number) value).longValue();
    switch (letter) {
      case 'B':
        return number == (byte) number ? (Object) (byte) number : null;
      case 'S':
        return number == (short) number ? (Object) (short) number : null;
      case 'I':
        return number == (int) number ? (Object) (int) number : null;
      case 'J':
        return number;
      case 'F':
        return (float) number;
      case 'D':
        return (double) number;
      default:
        return null;
    }
  }
}
