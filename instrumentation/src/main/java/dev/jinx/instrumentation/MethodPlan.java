package dev.jinx.instrumentation;

import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Position;
import dev.jinx.bootstrap.Shape;
import dev.jinx.bootstrap.Site;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/** The points that want a method, and what became of them while it was woven. */
final class MethodPlan {
  final MethodLook method;
  final Variables variables;
  private final ClassPlan plan;
  private final List<Planned> wanted = new ArrayList<>();
  private final Set<Point> tooEarly = new HashSet<>();
  private final Map<Point, Integer> places = new HashMap<>();
  private boolean passesLocals = true;

  MethodPlan(ClassPlan plan, MethodLook method) {
    this.plan = plan;
    this.method = method;
    this.variables = new Variables(method);
  }

  /** Adds a point, in the order in which points at one place act. */
  void add(Planned planned) {
    int at = wanted.size();
    while (at > 0 && wanted.get(at - 1).point.id() >= planned.point.id()) {
      at--;
      if (wanted.get(at).point == planned.point) {
        return;
      }
    }
    wanted.add(at, planned);
  }

  boolean wants(Planned planned) {
    return wanted.contains(planned);
  }

  /** The points at such a position, in the order in which they act. */
  List<Planned> at(Position.Kind kind) {
    List<Planned> here = new ArrayList<>();
    for (Planned planned : wanted) {
      if (planned.position().kind() == kind) {
        here.add(planned);
      }
    }
    return here;
  }

  /** Whether some point is at a place within the body. */
  boolean looksInside() {
    for (Planned planned : wanted) {
      if (planned.isInside()) {
        return true;
      }
    }
    return false;
  }

  /** Whether a place is one that the point means; see {@link ClassPlan#means}. */
  boolean means(Planned planned, String owner, String name, String descriptor) {
    return plan.means(planned, owner, name, descriptor);
  }

  /** The method has so many places of the point, whichever of them it wants. */
  void places(Point point, int count) {
    places.put(point, count);
  }

  /** How many places of the point the method has, as far as they are counted. */
  int places(Point point) {
    Integer count = places.get(point);
    return count == null ? 0 : count;
  }

  /** The site of a point in this method, which is woven herewith. */
  Site site(Point point, Shape.AtHand atHand, @Nullable String stays, List<String> names) {
    boolean isStatic = (method.access & Opcodes.ACC_STATIC) != 0;
    Site site =
        Site.of(
            point,
            plan.dottedName() + "#" + method.label(),
            new Shape(method.descriptor, isStatic, atHand, stays, names));
    plan.woven(site);
    return site;
  }

  /** Whether sites within the body pass local variables. */
  boolean passesLocals() {
    return passesLocals && !variables.isEmpty();
  }

  /** The method got too large: its sites pass arguments only. */
  void passNoLocals() {
    passesLocals = false;
  }

  /** A place of the point comes before {@code super(..)} and is left alone. */
  void tooEarly(Point point) {
    tooEarly.add(point);
  }

  boolean isTooEarly(Point point) {
    return tooEarly.contains(point);
  }
}
