package dev.jinx.client;

import org.jspecify.annotations.Nullable;

/**
 * Whom to let go, and what happens to them, immutable: {@code Release.ALL.atMost(2).outcome("throw
 * (java.io.IOException)")}. With no thread, hit or count: every thread parked.
 *
 * @param thread only this one, or null
 * @param hit only the thread of this hit, or null
 * @param count only so many, or null
 * @param lease only those parked under the arm of this lease, or null for every arm
 * @param outcome what happens then, one action: {@code continue}, {@code throw(..)}, {@code
 *     return(..)}, {@code sleep(..)}, {@code delay(..)}, {@code halt(..)}; null to go on
 */
public record Release(
    @Nullable Long thread,
    @Nullable Long hit,
    @Nullable Integer count,
    @Nullable String lease,
    @Nullable String outcome) {
  /** Everyone, to go on. */
  public static final Release ALL = new Release(null, null, null, null, null);

  /** Only the thread of that number. */
  public Release thread(long id) {
    return new Release(id, hit, count, lease, outcome);
  }

  /** Only the thread of the hit of that number. */
  public Release hit(long number) {
    return new Release(thread, number, count, lease, outcome);
  }

  /** Only so many. */
  public Release atMost(int threads) {
    return new Release(thread, hit, threads, lease, outcome);
  }

  /** Only those parked under the arm of that lease. */
  public Release lease(@Nullable String id) {
    return new Release(thread, hit, count, id, outcome);
  }

  /** With that to happen to them; null to go on as if nothing had been. */
  public Release outcome(@Nullable String action) {
    return new Release(thread, hit, count, lease, action);
  }
}
