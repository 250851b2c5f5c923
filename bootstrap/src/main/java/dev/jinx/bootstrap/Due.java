package dev.jinx.bootstrap;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** When a call that was taken over is due; of several at one time the first to come is first. */
final class Due implements Comparable<Due> {
  /** Not before somebody says so. */
  static final long NEVER = Long.MAX_VALUE;

  private static final long BEGIN = System.nanoTime();
  private static final AtomicLong NUMBERS = new AtomicLong();

  /** On the clock of {@link #now}. */
  final long nanos;

  private final long number = NUMBERS.incrementAndGet();

  Due(long nanos) {
    this.nanos = nanos;
  }

  /** Nanoseconds since some moment in the past: unlike those of the system, never below zero. */
  static long now() {
    return System.nanoTime() - BEGIN;
  }

  @Override
  public int compareTo(Due other) {
    int byTime = Long.compare(nanos, other.nanos);
    return byTime != 0 ? byTime : Long.compare(number, other.number);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Due && number == ((Due) other).number;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(number);
  }
}
