package dev.jinx.client.junit;

import dev.jinx.client.Declaration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the tests of a class, or of an extension, are to have. Immutable.
 *
 * @param underTest what is: the same for all whose nodes are the same
 * @param nodes opens where the connections to the nodes come from, once for all the tests
 * @param points declared before a test begins, unless they are
 * @param strict whether findings fail a test
 * @param lease of each connection, or null for the usual one
 */
record Plan(
    Object underTest,
    Supplier<Origins> nodes,
    List<PlannedPoint> points,
    boolean strict,
    @Nullable Duration lease) {

  /**
   * A point to be declared.
   *
   * @param node at which node; empty where there is only one
   * @param declaration what
   */
  record PlannedPoint(String node, Declaration declaration) {}

  /** Copies the list. */
  Plan {
    points = List.copyOf(points);
  }

  static Plan of(Object underTest, Supplier<Origins> nodes) {
    return new Plan(underTest, nodes, List.of(), false, null);
  }

  Plan with(PlannedPoint point) {
    List<PlannedPoint> more = new ArrayList<>(points);
    more.add(point);
    return new Plan(underTest, nodes, more, strict, lease);
  }

  Plan strictly(boolean yes) {
    return new Plan(underTest, nodes, points, yes, lease);
  }

  Plan leasing(Duration time) {
    return new Plan(underTest, nodes, points, strict, time);
  }
}
