package dev.jinx.it.faults;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Code of a test with a flag of its own: what one point sets, another one looks at. */
final class Memory {
  private static final AtomicLong LAST = new AtomicLong();
  private static final AtomicReference<Long> FLAG = new AtomicReference<>();

  private Memory() {}

  static void remembers(Object self, Object[] args) {
    long before = LAST.getAndSet((Long) args[0]);
    if (before == 1) {
      FLAG.set(before);
    }
  }

  static void failsOnceRemembered() throws IOException {
    Long flag = FLAG.getAndSet(null);
    if (flag != null) {
      throw new IOException("after " + flag);
    }
  }
}
