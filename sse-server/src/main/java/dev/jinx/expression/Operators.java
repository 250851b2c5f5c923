package dev.jinx.expression;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the operators do, and what they say where they cannot. */
final class Operators {
  private static final Arithmetic ARITHMETIC = new Arithmetic();

  private Operators() {}

  /** An operator of two values. */
  @FunctionalInterface
  interface Binary {
    @Nullable Object apply(@Nullable Object left, @Nullable Object right) throws Failure;
  }

  /** An operator of one value. */
  @FunctionalInterface
  interface Unary {
    @Nullable Object apply(@Nullable Object value) throws Failure;
  }

  /** One of JEXL's computations, which speak by exceptions. */
  @FunctionalInterface
  interface Computation {
    Object apply(Arithmetic arithmetic, Object left, Object right);
  }

  /** Whether a compared order is meant. */
  @FunctionalInterface
  interface Order {
    boolean accepts(int order);
  }

  static boolean equal(@Nullable Object left, @Nullable Object right) {
    return ARITHMETIC.equals(left, right);
  }

  static Binary computing(String symbol, Computation computation) {
    return (left, right) -> {
      if (left == null || right == null) {
        throw new Failure("null cannot be used with '" + symbol + "'");
      }
      try {
        return computation.apply(
            ARITHMETIC, present(Arithmetic.plain(left)), present(Arithmetic.plain(right)));
      } catch (ArithmeticException e) {
        boolean zero = "/".equals(symbol) || "%".equals(symbol);
        throw new Failure(
            zero && left instanceof Number && right instanceof Number
                ? "division by zero"
                : "'" + symbol + "' takes no " + Texts.name(left) + " and " + Texts.name(right));
      }
    };
  }

  static Binary ordering(String symbol, Order order) {
    return (left, right) -> {
      if (left == null || right == null) {
        throw new Failure("null cannot be compared with '" + symbol + "'");
      }
      try {
        return order.accepts(ARITHMETIC.order(left, right));
      } catch (ArithmeticException | ClassCastException e) {
        throw new Failure(Texts.name(left) + " cannot be compared with " + Texts.name(right));
      }
    };
  }

  /** {@code =~}: the left one matches the pattern, or is in the collection, at the right. */
  static boolean matches(@Nullable Object left, @Nullable Object right) throws Failure {
    if (right instanceof Pattern pattern) {
      String text = Texts.of(left);
      return text != null && pattern.matcher(text).matches();
    }
    if (right instanceof CharSequence text) {
      return matches(left, Patterns.of(text.toString()));
    }
    if (right instanceof Collection<?> || right instanceof Map<?, ?> || isArray(right)) {
      return ARITHMETIC.isIn(left, right);
    }
    throw new Failure(
        "'=~' takes a pattern, an array, a collection or a map at its right, not "
            + Texts.name(right));
  }

  static boolean starts(@Nullable Object left, @Nullable Object right) throws Failure {
    String text = Texts.of(left);
    return text != null && text.startsWith(needed(right, "=^"));
  }

  static boolean ends(@Nullable Object left, @Nullable Object right) throws Failure {
    String text = Texts.of(left);
    return text != null && text.endsWith(needed(right, "=$"));
  }

  private static String needed(@Nullable Object right, String symbol) throws Failure {
    String text = Texts.of(right);
    if (text == null) {
      throw new Failure("null cannot be used with '" + symbol + "'");
    }
    return text;
  }

  static Object negate(@Nullable Object value) throws Failure {
    if (value instanceof Number || Arithmetic.plain(value) instanceof Number) {
      return ARITHMETIC.negate(Arithmetic.plain(value));
    }
    throw new Failure("'-' takes no " + Texts.name(value));
  }

  static Object number(@Nullable Object value) throws Failure {
    return negate(negate(value));
  }

  /** Sums of numbers; whatever is added to text becomes text. */
  static Object add(@Nullable Object left, @Nullable Object right) throws Failure {
    if (left instanceof CharSequence || right instanceof CharSequence) {
      return String.valueOf(Texts.of(left)) + Texts.of(right);
    }
    Object sum = computing("+", Arithmetic::add).apply(left, right);
    return sum == null ? 0 : sum;
  }

  static Object complement(@Nullable Object value) throws Failure {
    if (value == null) {
      throw new Failure("null cannot be used with '~'");
    }
    try {
      return ARITHMETIC.complement(Arithmetic.plain(value));
    } catch (ArithmeticException e) {
      throw new Failure("'~' takes no " + Texts.name(value));
    }
  }

  /** True or false, or a failure that says what the value is instead. */
  static boolean truth(@Nullable Object value, String what) throws Failure {
    Object plain = Arithmetic.plain(value);
    if (plain instanceof Boolean bool) {
      return bool;
    }
    throw new Failure(what + " is " + Texts.name(value) + ", not true or false");
  }

  static boolean isEmpty(@Nullable Object value) throws Failure {
    if (value instanceof Number) {
      return Operators.equal(value, 0);
    }
    return size(value) == 0;
  }

  static int size(@Nullable Object value) throws Failure {
    if (value == null) {
      return 0;
    }
    if (value instanceof CharSequence text) {
      return text.length();
    }
    if (value instanceof Collection<?> collection) {
      return collection.size();
    }
    if (value instanceof Map<?, ?> map) {
      return map.size();
    }
    if (isArray(value)) {
      return Array.getLength(value);
    }
    throw new Failure(Texts.name(value) + " has no size");
  }

  private static boolean isArray(@Nullable Object value) {
    return value != null && value.getClass().isArray();
  }

  private static Object present(@Nullable Object value) {
    if (value == null) {
      throw new ArithmeticException("null");
    }
    return value;
  }
}
