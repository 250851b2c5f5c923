package dev.jinx.bootstrap;

import org.jspecify.annotations.Nullable;

/**
 * What hits call, by point: an immutable version. Registering or removing an arm publishes a new
 * version, which a thread picks up at its next hit; {@link ThreadTable#quiesce} waits for those
 * that still work with an older one.
 */
final class Callbacks {
  private static final Arm[] NONE = {};

  static volatile Callbacks current = new Callbacks(new Arm[0][]);

  private final Arm[][] byPoint;

  private Callbacks(Arm[][] byPoint) {
    this.byPoint = byPoint;
  }

  /** The arms of a point, oldest first. Not to be written to. */
  Arm[] of(Point point) {
    int id = point.id();
    Arm[] arms = id < byPoint.length ? byPoint[id] : null;
    return arms == null ? NONE : arms;
  }

  /** The arm that takes this hit, or null. */
  @Nullable Arm take(Point point) {
    Arm[] arms = of(point);
    for (int i = 0; i < arms.length; i++) {
      if (arms[i].take()) {
        return arms[i];
      }
    }
    return null;
  }

  /** A version in which the point has these arms. */
  Callbacks with(Point point, Arm[] arms) {
    Arm[][] copy = new Arm[Math.max(byPoint.length, point.id() + 1)][];
    System.arraycopy(byPoint, 0, copy, 0, byPoint.length);
    copy[point.id()] = arms;
    return new Callbacks(copy);
  }
}
