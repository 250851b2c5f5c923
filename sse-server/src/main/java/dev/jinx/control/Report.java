package dev.jinx.control;

import dev.jinx.bootstrap.Arm;
import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.PointState;
import dev.jinx.net.Network;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a test should hear of a point at its end: it was enabled and never hit, reached and never
 * taken, or woven nowhere. Whoever does not hear of it believes that a fault was injected.
 */
public final class Report {
  private Report() {}

  /**
   * The finding of a point over its whole life.
   *
   * @param state the point's state now
   * @return null where there is nothing to say
   */
  public static @Nullable String of(Point point, PointState state) {
    String word = state.word();
    boolean came = point.hits() + point.rejected() > 0;
    if (word.equals("failed")
        || word.equals("missing") && !came
        || word.equals("declared") && !came && point.armed() > 0) {
      return state.reason();
    }
    if (point.armed() == 0 || point.hits() > 0) {
      return null;
    }
    String unknown = unknownHosts(point);
    if (unknown != null) {
      return "enabled but never hit: " + unknown;
    }
    return point.rejected() > 0 ? rejected(point) : "enabled but never hit";
  }

  /**
   * Which hosts of a point on connections are not known, so that no connection matches them.
   *
   * @return null where there are none
   */
  public static @Nullable String unknownHosts(Point point) {
    if (!point.declaration().isOnConnections()) {
      return null;
    }
    List<String> hosts = Network.unknownHosts(point);
    return hosts.isEmpty()
        ? null
        : "no host is known as "
            + String.join(", ", hosts)
            + ", which is looked up again every second";
  }

  private static String rejected(Point point) {
    long reached = point.rejected();
    String text =
        "reached "
            + (reached == 1 ? "once" : reached + " times")
            + ", but its condition was never true";
    if (point.errors() == 0) {
      return text;
    }
    String error = error(point);
    return text
        + "; it failed "
        + (error != null
            ? "with " + error
            : point.errors() == 1 ? "once" : point.errors() + " times");
  }

  private static @Nullable String error(Point point) {
    for (Arm arm : point.arms()) {
      if (arm.error() != null) {
        return arm.error();
      }
    }
    return null;
  }
}
