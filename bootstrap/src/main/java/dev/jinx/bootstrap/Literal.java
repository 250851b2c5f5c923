package dev.jinx.bootstrap;

import java.lang.reflect.Field;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A value as {@code return(value)} writes it: known as text until the method is. Immutable. */
final class Literal {
  /** No value at all: {@code return}. */
  static final Literal NONE = new Literal("", null, false);

  private static final String EMPTY = ".empty()";

  private final String text;
  private final @Nullable Object natural;
  private final boolean name;

  private Literal(String text, @Nullable Object natural, boolean name) {
    this.text = text;
    this.natural = natural;
    this.name = name;
  }

  static Literal of(Argument argument, TextReader in) throws TermsException {
    String text = argument.text;
    if (argument.quote == '"' || argument.isQuoted() && text.length() != 1) {
      return new Literal("\"" + text + "\"", text, false);
    }
    if (argument.isQuoted()) {
      return new Literal("'" + text + "'", text.charAt(0), false);
    }
    if (text.equals("null")) {
      return new Literal(text, null, false);
    }
    if (text.equals("true") || text.equals("false")) {
      return new Literal(text, text.equals("true"), false);
    }
    if (argument.isName() || text.endsWith(EMPTY)) {
      return new Literal(text, null, true);
    }
    Number number = number(text);
    if (number == null) {
      throw in.wrong(
          argument.at,
          "'"
              + text
              + "' is not a value; right are 5, 5L, 1.5, true, null, 'c', \"text\", an enum's"
              + " constant, or Optional.empty()");
    }
    return new Literal(text, number, false);
  }

  private static @Nullable Number number(String text) {
    char last = text.charAt(text.length() - 1);
    String digits = text.substring(0, text.length() - 1);
    try {
      if (last == 'L' || last == 'l') {
        return Long.parseLong(digits);
      }
      boolean hex = text.startsWith("0x");
      if (!hex && (last == 'f' || last == 'F')) {
        return Float.parseFloat(digits);
      }
      if (!hex && (text.indexOf('.') >= 0 || text.indexOf('e') >= 0 || text.indexOf('E') >= 0)) {
        return Double.parseDouble(text);
      }
      long value = Long.decode(text);
      if (value == (int) value) {
        return (int) value;
      }
      return value;
    } catch (NumberFormatException wrong) {
      return null;
    }
  }

  boolean isNone() {
    return this == NONE;
  }

  boolean isNull() {
    return text.equals("null");
  }

  /** As it was written. */
  String text() {
    return text;
  }

  /** The value in its own type: {@code 5} is an Integer. Null for names and for null. */
  @Nullable Object natural() {
    return natural;
  }

  /** An empty optional for a method that returns that type; null if it is none. */
  @Nullable Object empty(Class<?> type) {
    Object empty =
        name && text.endsWith(EMPTY)
            ? emptyOf(text.substring(0, text.length() - EMPTY.length()))
            : null;
    return type.isInstance(empty) ? empty : null;
  }

  /** An enum's constant for a method that returns that type; null if it is none. */
  @Nullable Field constant(Class<?> type, Place place) throws MisfitException {
    if (!name || text.endsWith(EMPTY)) {
      return null;
    }
    int dot = text.lastIndexOf('.');
    Class<?> owner = type;
    if (dot >= 0 && !type.getSimpleName().equals(text.substring(0, dot))) {
      owner = place.load(text.substring(0, dot));
    }
    if (!type.isAssignableFrom(owner)) {
      return null;
    }
    try {
      // Not the constant itself: that would initialize the class before the application does.
      Field field = owner.getDeclaredField(text.substring(dot + 1));
      return field.isEnumConstant() ? field : null;
    } catch (NoSuchFieldException none) {
      return null;
    }
  }

  private static @Nullable Object emptyOf(String type) {
    switch (type.startsWith("java.util.") ? type.substring("java.util.".length()) : type) {
      case "Optional":
        return Optional.empty();
      case "OptionalInt":
        return OptionalInt.empty();
      case "OptionalLong":
        return OptionalLong.empty();
      case "OptionalDouble":
        return OptionalDouble.empty();
      default:
        return null;
    }
  }
}
