package dev.jinx.bootstrap;

import java.util.ArrayList;
import java.util.List;

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

  /** Whether hits may find the arm. */
  boolean has(Arm arm) {
    for (Arm other : of(arm.point())) {
      if (other == arm) {
        return true;
      }
    }
    return false;
  }

  /** A version in which the point has these arms. */
  Callbacks with(Point point, Arm[] arms) {
    Arm[][] copy = new Arm[Math.max(byPoint.length, point.id() + 1)][];
    System.arraycopy(byPoint, 0, copy, 0, byPoint.length);
    copy[point.id()] = arms;
    return new Callbacks(copy);
  }

  /** A version in which the arm's point does not have it any more. */
  Callbacks without(Arm arm) {
    Arm[] old = of(arm.point());
    List<Arm> rest = new ArrayList<>();
    for (Arm other : old) {
      if (other != arm) {
        rest.add(other);
      }
    }
    return rest.size() == old.length ? this : with(arm.point(), rest.toArray(NONE));
  }
}
