package dev.jinx.expression;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.jexl3.JexlArithmetic;
import org.jspecify.annotations.Nullable;

/**
 * JEXL's arithmetic, with the few comparisons where it would surprise: enums and characters equal
 * the text that names them, and a boolean equals no text but its own.
 */
final class Arithmetic extends JexlArithmetic {
  /** As many elements of a collection are compared one by one. */
  private static final int MOST_COMPARED = 10_000;

  Arithmetic() {
    super(true);
  }

  @Override
  public boolean equals(@Nullable Object left, @Nullable Object right) {
    Object a = plain(left);
    Object b = plain(right);
    if (a == b) {
      return true;
    }
    if (a == null || b == null) {
      return false;
    }
    if (isWhole(a) && isWhole(b)) {
      return ((Number) a).longValue() == ((Number) b).longValue();
    }
    if (a instanceof String && b instanceof String) {
      return a.equals(b);
    }
    if (isText(a) && isText(b)) {
      return a.toString().contentEquals((CharSequence) Texts.of(b));
    }
    if (a instanceof Enum<?> || b instanceof Enum<?>) {
      return (isText(a) || isText(b)) && String.valueOf(Texts.of(a)).equals(Texts.of(b));
    }
    if (a instanceof Boolean || b instanceof Boolean) {
      return a.equals(b) || (isText(a) || isText(b)) && a.toString().equals(b.toString());
    }
    if (a instanceof Number || b instanceof Number) {
      return super.equals(a, b);
    }
    return a.equals(b);
  }

  /** Whether right contains or matches left, for the operator {@code =~}. */
  boolean isIn(@Nullable Object left, Object right) {
    if (right instanceof Map<?, ?> map) {
      return map.containsKey(left);
    }
    if (right instanceof Collection<?> collection) {
      if (collection.contains(left)) {
        return true;
      }
      int compared = 0;
      for (Object element : collection) {
        if (equals(element, left)) {
          return true;
        }
        if (++compared == MOST_COMPARED) {
          break;
        }
      }
      return false;
    }
    int length = Math.min(Array.getLength(right), MOST_COMPARED);
    for (int i = 0; i < length; i++) {
      if (equals(Array.get(right, i), left)) {
        return true;
      }
    }
    return false;
  }

  /** Less than zero, zero or more, as left is less than right, equal or more. */
  int order(Object left, Object right) {
    Object a = plain(left);
    Object b = plain(right);
    if (isWhole(a) && isWhole(b)) {
      return Long.compare(((Number) a).longValue(), ((Number) b).longValue());
    }
    if (a instanceof Character && isText(b) || b instanceof Character && isText(a)) {
      return a.toString().compareTo(b.toString());
    }
    return compare(a, b, org.apache.commons.jexl3.JexlOperator.LT);
  }

  private static boolean isText(Object value) {
    return value instanceof CharSequence || value instanceof Character;
  }

  private static boolean isWhole(Object value) {
    return value instanceof Integer
        || value instanceof Long
        || value instanceof Short
        || value instanceof Byte;
  }

  /** The value that a holder of the JDK stands for. */
  static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof AtomicInteger number) {
      return number.get();
    }
    if (value instanceof AtomicLong number) {
      return number.get();
    }
    if (value instanceof AtomicBoolean flag) {
      return flag.get();
    }
    return value instanceof ThreadFacts facts ? facts.thread() : value;
  }
}
