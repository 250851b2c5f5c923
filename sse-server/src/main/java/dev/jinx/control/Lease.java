package dev.jinx.control;

import java.time.Duration;

/**
 * What arms end with when the test that made them dies. Immutable; renewing makes another.
 *
 * @param id names it; hard to guess
 * @param ttl how long it lasts without being renewed
 * @param endNanos when it runs out, on the clock of {@link System#nanoTime}
 */
public record Lease(String id, Duration ttl, long endNanos) {
  /** How long it lasts still; negative where it has run out. */
  public Duration left() {
    return Duration.ofNanos(endNanos - System.nanoTime());
  }
}
