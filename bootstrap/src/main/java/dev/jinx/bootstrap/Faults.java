package dev.jinx.bootstrap;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Faults of ours on the application's threads: caught, counted, said once. */
public final class Faults {
  private static final AtomicLong COUNT = new AtomicLong();
  private static final AtomicReference<@Nullable String> FIRST = new AtomicReference<>();

  private Faults() {}

  /** Counts a fault; the first is said. It throws nothing. */
  public static void count(String where, Throwable fault) {
    try {
      if (COUNT.getAndIncrement() == 0) {
        String text = "fault while " + where + ": " + fault;
        FIRST.set(text);
        Say.later(text + " (further ones are only counted, see /health)");
      }
    } catch (Throwable again) {
      // Out of memory or stack while saying so: the counter has it, and nothing may leave here.
      return;
    }
  }

  /** How many there were. */
  public static long count() {
    return COUNT.get();
  }

  /** What the first one was, or null. */
  public static @Nullable String first() {
    return FIRST.get();
  }
}
