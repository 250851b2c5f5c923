package dev.jinx.bootstrap;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What records carry that is no number: captured values, outcomes and reasons. Put by whoever
 * publishes, taken by the scribe. Bounded: with a scribe that is behind, values are left out.
 */
final class Attachments {
  /** Stands for a value that was left out. */
  static final int LEFT_OUT = -1;

  static final int NONE = 0;

  private static final long MOST_BYTES = Math.min(16L << 20, Runtime.getRuntime().maxMemory() / 16);

  private static final ConcurrentHashMap<Integer, Object> ALL = new ConcurrentHashMap<>();
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final AtomicLong BYTES = new AtomicLong();

  private Attachments() {}

  /** Keeps captured values or a text; answers the number for the record. */
  static int put(@Nullable Object value) {
    if (value == null) {
      return NONE;
    }
    int size = size(value);
    if (BYTES.addAndGet(size) > MOST_BYTES) {
      BYTES.addAndGet(-size);
      return LEFT_OUT;
    }
    int number = NEXT.incrementAndGet() & Integer.MAX_VALUE;
    number = number == 0 ? NEXT.incrementAndGet() : number;
    ALL.put(number, value);
    return number;
  }

  static @Nullable Object take(int number) {
    if (number <= 0) {
      return null;
    }
    Object value = ALL.remove(number);
    if (value != null) {
      BYTES.addAndGet(-size(value));
    }
    return value;
  }

  private static int size(Object value) {
    return 64 + (value instanceof byte[] ? ((byte[]) value).length : value.toString().length() * 2);
  }
}
