package dev.jinx.client.cluster;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule at its node: the points that it is made of there, one for what was known at first, and one
 * each for what became known later. Used by the station's thread alone, but for {@link #lapse}.
 */
final class Placed {
  private final Rule rule;
  private final String name;
  private final Map<String, Agent.@Nullable Arm> points = new LinkedHashMap<>();
  private final Set<String> covered = new LinkedHashSet<>();
  private int made;
  private boolean unwanted;
  private volatile @Nullable String lapse;

  Placed(Rule rule, String name) {
    this.rule = rule;
    this.name = name;
  }

  Rule rule() {
    return rule;
  }

  /** A point's name that was not there before. */
  String nextName() {
    return made++ == 0 ? name : name + "." + made;
  }

  /** That point is, or may be, declared, and is to be at these addresses. */
  void declares(String point, Set<String> targets) {
    points.put(point, null);
    covered.addAll(targets);
  }

  void armed(String point, Agent.Arm armed) {
    points.put(point, armed);
  }

  /** Names of points that are declared and not armed. */
  List<String> unarmed() {
    return points.keySet().stream().filter(each -> points.get(each) == null).toList();
  }

  /** Names of all points that may be there. */
  List<String> names() {
    return List.copyOf(points.keySet());
  }

  Set<String> covered() {
    return covered;
  }

  /** The point is gone. */
  void gone(String point) {
    points.remove(point);
  }

  /** The JVM is another: nothing of it is there. */
  void forget() {
    points.clear();
    covered.clear();
  }

  /** Finds the arms that have ended by themselves, which are armed anew then. */
  void findLosses() {
    points.replaceAll(
        (point, armed) -> {
          String loss = armed == null ? null : armed.loss();
          if (loss != null) {
            lapsed(loss);
          }
          return loss == null ? armed : null;
        });
  }

  /** It did not hold for a while, or does not hold at some addresses. */
  void lapsed(String why) {
    lapse = rule.node() + ": " + why;
  }

  /** Why it did not hold all the time, or null. */
  @Nullable String lapse() {
    return lapse;
  }

  void unwant() {
    unwanted = true;
  }

  boolean isUnwanted() {
    return unwanted;
  }
}
