package dev.jinx.client;

/**
 * One arm of a point, enabled by this connection. Its waits look at the events of this arm alone,
 * from the moment it was armed: they can neither miss a hit nor pick up an older one.
 */
public final class Armed extends Waits {
  private final Point point;
  private final Scope scope;
  private final Cursor cursor;
  private final int arm;
  private final long seed;

  Armed(Jinx jinx, Point point, Cursor cursor, int arm, long seed) {
    this.point = point;
    this.cursor = cursor;
    this.arm = arm;
    this.seed = seed;
    this.scope = new Scope(jinx, point.name(), arm, cursor);
  }

  /** The point that is armed. */
  public Point point() {
    return point;
  }

  /** The position at which it was armed. */
  public Cursor cursor() {
    return cursor;
  }

  /** The arm's number at its point. */
  public int arm() {
    return arm;
  }

  /** What makes the arm's draws repeatable. */
  public long seed() {
    return seed;
  }

  /** Lets every thread parked there go on; see {@link Point#message()}. */
  public Released message() {
    return point.message();
  }

  /** Ends this arm, unless it was replaced or has ended; threads that it holds go on. */
  public void disable() {
    if (stands()) {
      point.disable();
    }
  }

  /**
   * Whether the point's present arm is this one. A fired one-shot is not listed among the arms, but
   * its thread may still be parked under it.
   */
  boolean stands() {
    PointState state = point.state();
    return state.arms().stream().anyMatch(one -> one.arm() == arm)
        || (state.arms().isEmpty()
            && state.waiters() > 0
            && point.waiters().stream().anyMatch(waiter -> waiter.arm() == arm));
  }

  @Override
  Scope scope() {
    return scope;
  }

  @Override
  public String toString() {
    return scope + " at " + cursor;
  }
}
