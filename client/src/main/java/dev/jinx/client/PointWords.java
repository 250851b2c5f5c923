package dev.jinx.client;

import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** A point's state in words: why a hit may not have come. */
final class PointWords {
  private PointWords() {}

  static String of(PointState point, @Nullable Integer arm) {
    StringJoiner words = new StringJoiner("; ");
    words.add(woven(point));
    words.add(armed(point, arm));
    words.add(point.hits() + " hits so far in this life of the JVM");
    if (point.waiters() > 0) {
      words.add(point.waiters() + " threads parked there now");
    }
    if (point.errors() > 0) {
      words.add(point.errors() + " times an expression threw, which counts as no hit");
    }
    return words.toString();
  }

  private static String woven(PointState point) {
    String reason = point.reason() == null ? "" : ": " + point.reason();
    return switch (point.state()) {
      case "woven" -> "woven at " + point.sites() + " sites of " + point.method();
      case "declared" -> "not woven yet, the class of " + point.method() + " is not loaded";
      case "missing" -> "not woven, no such method: " + point.method() + reason + near(point);
      default -> point.state() + reason;
    };
  }

  private static String near(PointState point) {
    return point.nearest().isEmpty()
        ? ""
        : " (near it: " + String.join(", ", point.nearest()) + ")";
  }

  private static String armed(PointState point, @Nullable Integer arm) {
    List<Integer> arms = point.arms().stream().map(PointState.ArmState::arm).toList();
    if (arms.isEmpty() && !point.enabled()) {
      return arm == null ? "not enabled" : "not enabled any more: arm " + arm + " has ended";
    }
    if (arm != null && !arms.contains(arm)) {
      return "arm " + arm + " has ended, others are enabled: " + arms;
    }
    StringJoiner words = new StringJoiner("; ");
    words.add("enabled, arms " + arms);
    for (PointState.ArmState one : point.arms()) {
      if (arm == null || one.arm() == arm) {
        conditional(words, one);
      }
    }
    older(words, point, arm);
    return words.toString();
  }

  /** Arms are tried oldest first; one that always acts leaves nothing to the next. */
  private static void older(StringJoiner words, PointState point, @Nullable Integer arm) {
    PointState.ArmState first = null;
    for (PointState.ArmState one : point.arms()) {
      if (first != null && (arm == null || one.arm() == arm)) {
        String older = "arm " + first.arm() + " (" + first.action() + ") is older";
        words.add("arm " + one.arm() + " gets nothing: " + older + ", and has no condition");
      } else if (first == null && one.condition() == null && !one.oneShot()) {
        first = one;
      }
    }
  }

  private static void conditional(StringJoiner words, PointState.ArmState arm) {
    if (arm.condition() != null) {
      String reached =
          arm.rejected() == 0
              ? "not reached yet"
              : "false " + arm.rejected() + " times" + (arm.hits() == 0 ? ", and never true" : "");
      words.add("the condition of arm " + arm.arm() + ", " + arm.condition() + ", was " + reached);
    }
    if (arm.error() != null) {
      words.add("arm " + arm.arm() + " failed: " + arm.error());
    }
  }
}
