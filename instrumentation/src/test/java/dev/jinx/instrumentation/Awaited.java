package dev.jinx.instrumentation;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other threads do, and fails where it never comes. */
final class Awaited {
  private Awaited() {}

  static void that(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > Duration.ofSeconds(60).toNanos()) {
        throw new AssertionError("it never came");
      }
      LockSupport.parkNanos(100_000);
    }
  }
}
