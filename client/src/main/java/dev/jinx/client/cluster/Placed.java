package dev.jinx.client.cluster;

import dev.jinx.client.NetState;
import dev.jinx.client.PointState;
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
  private final Map<String, Set<String>> covered = new LinkedHashMap<>();
  private int made;
  private volatile boolean unwanted;
  private boolean leaving;
  private boolean rests;
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
    covered.put(point, new LinkedHashSet<>(targets));
  }

  void armed(String point, Agent.Arm armed) {
    points.put(point, armed);
  }

  /** Whether it is to be declared only, and not armed. */
  boolean rests() {
    return rests;
  }

  void rest(boolean now) {
    rests = now;
  }

  /** Ends the arms that it has; those of lives that are over need nothing. */
  void disarm() {
    for (String point : names()) {
      Agent.Arm armed = points.get(point);
      if (armed != null) {
        armed.end();
        points.put(point, null);
      }
    }
  }

  /** Names of points that are declared and not armed. */
  List<String> unarmed() {
    return points.keySet().stream().filter(each -> points.get(each) == null).toList();
  }

  /** Names of all points that may be there. */
  List<String> names() {
    return List.copyOf(points.keySet());
  }

  /** The addresses at which its points are. */
  Set<String> covered() {
    Set<String> all = new LinkedHashSet<>();
    covered.values().forEach(all::addAll);
    return all;
  }

  /** The point is gone, or never came to be: its addresses need another. */
  void gone(String point) {
    points.remove(point);
    covered.remove(point);
  }

  /** The JVM is another: nothing of it is there. */
  void forget() {
    points.clear();
    covered.clear();
  }

  /**
   * Finds what somebody else has taken away, be it the point or its arm; it is made anew then.
   *
   * @param there the points of the node
   */
  void findLosses(Map<String, PointState> there) {
    if (leaving) {
      return; // by us, and an answer was lost
    }
    findLosses();
    for (String point : names()) {
      if (points.get(point) == null) {
        continue;
      }
      PointState state = there.get(point);
      if (state == null) {
        gone(point);
        lapsed("somebody took " + point + " away");
      } else if (!state.enabled() && !rule.arming().once()) {
        points.put(point, null);
        lapsed("somebody disabled " + point);
      }
    }
  }

  /**
   * Says which connections its points mean and cannot touch.
   *
   * @param now what the node says of itself
   * @return null where there are none
   */
  @Nullable String unseen(NetState now) {
    List<String> peers =
        now.unseen().stream()
            .filter(each -> each.points().stream().anyMatch(points::containsKey))
            .map(NetState.Unseen::peer)
            .toList();
    if (peers.isEmpty()) {
      return null;
    }
    return "native code has its " + Unreached.words(peers);
  }

  /** Finds the arms that have ended by themselves, which are armed anew then. */
  private void findLosses() {
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

  /** It is being taken away from now on. */
  void leaves() {
    leaving = true;
  }

  void unwant() {
    unwanted = true;
  }

  boolean isUnwanted() {
    return unwanted;
  }
}
