package dev.jinx.client;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One arm of a point, enabled by this connection. Its waits look at the events of this arm alone,
 * from the moment it was armed: they can neither miss a hit nor pick up an older one.
 */
public final class Armed extends Waits {
  private final Scope scope;
  private final Point point;
  private final long seed;
  private final @Nullable String warning;

  Armed(Scope scope, Point point, long seed, @Nullable String warning) {
    this.scope = scope;
    this.point = point;
    this.seed = seed;
    this.warning = warning;
  }

  /** The point that is armed. */
  public Point point() {
    return point;
  }

  /** The position at which it was armed. */
  public Cursor cursor() {
    return Objects.requireNonNull(scope.since());
  }

  /** The arm's number at its point. */
  public int arm() {
    return Objects.requireNonNull(scope.arm());
  }

  /** What makes the arm's draws repeatable: give it to {@link Arming#seed}. */
  public long seed() {
    return seed;
  }

  /** Why not all of what it is meant for will be touched, as far as is known by now; or null. */
  public @Nullable String warning() {
    return warning;
  }

  /** The lease with which it ends, or null. */
  public @Nullable String lease() {
    return scope.lease() == null ? null : scope.lease().id();
  }

  /** Why its lease was lost, and it has ended with it; null while all is well. */
  public @Nullable String loss() {
    return scope.loss();
  }

  /** Lets every thread go on that is parked under it; see {@link Point#release()}. */
  public Released release() {
    return release(Release.ALL);
  }

  /** The same, and decides what happens to them. */
  public Released release(String outcome) {
    return release(Release.ALL.outcome(outcome));
  }

  /** Lets chosen ones of the threads go that are parked under its lease. */
  public Released release(Release release) {
    return point.release(release.lease() == null ? release.lease(lease()) : release);
  }

  /**
   * Ends it, unless it has ended or was replaced; threads that it holds go on, and arms of others
   * stay. Without a lease, every arm of the point ends.
   */
  public void disable() {
    Jinx jinx = scope.jinx();
    if (!jinx.holdings().isLast(point.name(), arm(), cursor())) {
      return;
    }
    try {
      jinx.api().disable(point.name(), lease());
    } catch (UnknownLeaseException e) {
      return; // it ended with its lease
    }
  }

  @Override
  Scope scope() {
    return scope;
  }

  @Override
  public String toString() {
    return scope + " at " + cursor();
  }
}
