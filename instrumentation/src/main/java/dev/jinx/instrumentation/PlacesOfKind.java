package dev.jinx.instrumentation;

import dev.jinx.bootstrap.Position;
import java.util.ArrayList;
import java.util.List;

/**
 * The points at one kind of place within a body. Places are counted in the order of the code, also
 * those that no site can be at, so that a number means the same whatever the weaver does.
 */
final class PlacesOfKind {
  private final MethodPlan plan;
  private final List<Planned> points;
  private final int[] passed;

  PlacesOfKind(MethodPlan plan, Position.Kind kind) {
    this.plan = plan;
    this.points = plan.at(kind);
    this.passed = new int[points.size()];
  }

  boolean isEmpty() {
    return points.isEmpty();
  }

  /**
   * A place of the kind is next.
   *
   * @return the points that are at it, in the order in which they act
   */
  List<Planned> next(String owner, String name, String descriptor) {
    List<Planned> here = new ArrayList<>();
    for (int i = 0; i < passed.length; i++) {
      Planned planned = points.get(i);
      if (plan.means(planned, owner, name, descriptor)) {
        plan.places(planned.point, ++passed[i]);
        int wanted = planned.position().number();
        if (wanted == 0 || wanted == passed[i]) {
          here.add(planned);
        }
      }
    }
    return here;
  }
}
