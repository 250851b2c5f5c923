package dev.jinx.expression;

import dev.jinx.event.Utf8;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes a value as JSON, within bounds: {@value #DEEPEST} levels, {@value #MOST_ELEMENTS} elements
 * of each collection, {@value Texts#LONGEST} characters of each text, and as many bytes in all as
 * are given. A mark, {@code …}, stands where something was left out. Nothing that the value's own
 * code does comes out of here. For one value on one thread.
 */
final class Rendering {
  static final int DEEPEST = 4;
  static final int MOST_ELEMENTS = 32;

  /** Bytes that closing brackets and marks may still need. */
  private static final int RESERVE = 2 + 16 * DEEPEST;

  private static final int MOST_BITS = 256;

  private final Utf8 out;
  private final int end;
  private final @Nullable Object[] above = new Object[DEEPEST];
  private int depth;

  /**
   * @param end length of {@code out} that is not to be passed
   */
  Rendering(Utf8 out, int end) {
    this.out = out;
    this.end = end;
  }

  void write(@Nullable Object value) {
    try {
      if (value == null) {
        out.raw("null");
      } else if (!scalar(value) && !structure(value)) {
        text(described(value));
      }
    } catch (Throwable e) {
      text("<failed: " + Failure.of(e) + ">");
    }
  }

  /** Values that are a word, a number or a text. */
  private boolean scalar(Object value) {
    if (value instanceof Boolean) {
      out.raw(value.toString());
    } else if (value instanceof CharSequence text) {
      text(text);
    } else if (value instanceof Character || value instanceof ThreadFacts) {
      text(value.toString());
    } else if (value instanceof Enum<?> constant) {
      text(constant.name());
    } else if (value instanceof Class<?> type) {
      text(type.getName());
    } else if (value instanceof Thread thread) {
      text(thread.getName());
    } else {
      return number(Arithmetic.plain(value));
    }
    return true;
  }

  private boolean number(@Nullable Object value) {
    if (value instanceof Boolean
        || value instanceof Integer
        || value instanceof Long
        || value instanceof Short
        || value instanceof Byte) {
      out.raw(value.toString());
    } else if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      if (Double.isNaN(number) || Double.isInfinite(number)) {
        text(value.toString());
      } else {
        out.raw(value.toString());
      }
    } else if (isSmall(value)) {
      out.raw(String.valueOf(value));
    } else {
      return false;
    }
    return true;
  }

  /** Whether it is a number of the JDK's that is not long to write. */
  private static boolean isSmall(@Nullable Object value) {
    if (value instanceof BigInteger number && value.getClass() == BigInteger.class) {
      return number.bitLength() <= MOST_BITS;
    }
    return value instanceof BigDecimal number
        && value.getClass() == BigDecimal.class
        && number.unscaledValue().bitLength() <= MOST_BITS
        && Math.abs((long) number.scale()) <= MOST_BITS;
  }

  /** Values that hold others. */
  private boolean structure(Object value) {
    if (value instanceof Optional<?> optional) {
      write(optional.orElse(null));
    } else if (value instanceof OptionalInt optional) {
      write(optional.isPresent() ? optional.getAsInt() : null);
    } else if (value instanceof OptionalLong optional) {
      write(optional.isPresent() ? optional.getAsLong() : null);
    } else if (value instanceof OptionalDouble optional) {
      write(optional.isPresent() ? optional.getAsDouble() : null);
    } else if (value instanceof Map<?, ?> map) {
      inside(value, '{', '}', () -> entries(map));
    } else if (value instanceof Collection<?> collection) {
      inside(value, '[', ']', () -> elements(collection));
    } else if (value.getClass().isArray()) {
      inside(value, '[', ']', () -> elements(value));
    } else {
      return false;
    }
    return true;
  }

  private void inside(Object value, char open, char close, Runnable content) {
    for (int i = 0; i < depth; i++) {
      if (above[i] == value) {
        text("<cycle>");
        return;
      }
    }
    if (depth == DEEPEST || isFull()) {
      text("…");
      return;
    }
    above[depth++] = value;
    out.ascii(open);
    try {
      content.run();
    } finally {
      above[--depth] = null;
      out.ascii(close);
    }
  }

  private void elements(Collection<?> collection) {
    int written = 0;
    int most = collection instanceof Frames ? Frames.MOST : MOST_ELEMENTS;
    try {
      Iterator<?> iterator = collection.iterator();
      while (iterator.hasNext()) {
        if (written == most || isFull()) {
          comma(written).json("…");
          return;
        }
        Object element = iterator.next();
        comma(written++);
        write(element);
      }
    } catch (Throwable e) {
      // Changed by another thread meanwhile, or the application's own iterator.
      comma(written);
      text("<failed: " + Failure.of(e) + ">");
    }
  }

  private void elements(Object array) {
    int length = Array.getLength(array);
    for (int i = 0; i < length; i++) {
      if (i == MOST_ELEMENTS || isFull()) {
        comma(i).json("…");
        return;
      }
      comma(i);
      write(Array.get(array, i));
    }
  }

  private void entries(Map<?, ?> map) {
    int written = 0;
    try {
      Iterator<? extends Map.Entry<?, ?>> iterator = map.entrySet().iterator();
      while (iterator.hasNext()) {
        if (written == MOST_ELEMENTS || isFull()) {
          comma(written).raw("\"…\":\"…\"");
          return;
        }
        Map.Entry<?, ?> entry = iterator.next();
        String key = key(entry.getKey());
        Object value = entry.getValue();
        comma(written++);
        text(key);
        out.ascii(':');
        if (isFull()) {
          text("…");
        } else {
          write(value);
        }
      }
    } catch (Throwable e) {
      comma(written).raw("\"…\":");
      text("<failed: " + Failure.of(e) + ">");
    }
  }

  private static String key(@Nullable Object key) {
    if (key instanceof CharSequence text) {
      return Texts.cut(text);
    }
    if (key instanceof Map || key instanceof Collection) {
      return "<" + key.getClass().getName() + ">";
    }
    String text = key instanceof Enum<?> constant ? constant.name() : described(key);
    return Texts.cut(text);
  }

  private Utf8 comma(int written) {
    return written == 0 ? out : out.ascii(',');
  }

  private boolean isFull() {
    return out.length() > end - 2 * RESERVE;
  }

  /** A string, or as much of it as there is room for. */
  private void text(CharSequence text) {
    String most = Texts.cut(text);
    int room = end - RESERVE - out.length();
    int fits = 0;
    while (fits < most.length() && (room -= bytes(most.charAt(fits))) >= 0) {
      fits++;
    }
    out.json(fits == most.length() ? most : most.substring(0, fits) + "…");
  }

  /** Bytes that a character takes in a string of JSON, at most. */
  private static int bytes(char c) {
    if (c == '"' || c == '\\') {
      return 2;
    }
    if (c < 0x20 || c == 0x7F || c == '\u2028' || c == '\u2029') {
      return 6;
    }
    return c < 0x80 ? 1 : 3;
  }

  /** What an object says of itself, or that it does not. */
  private static String described(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    try {
      String text = value.toString();
      return text == null ? "<" + value.getClass().getName() + ": toString() is null>" : text;
    } catch (Throwable e) {
      return "<" + value.getClass().getName() + ": toString() threw " + thrown(e) + ">";
    }
  }

  private static String thrown(Throwable e) {
    return e.getClass().getName();
  }
}
