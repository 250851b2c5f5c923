package dev.jinx.server;

import dev.jinx.bootstrap.Arm;
import dev.jinx.bootstrap.Arming;
import dev.jinx.bootstrap.Condition;
import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.PointState;
import dev.jinx.control.Leases;
import dev.jinx.control.Report;
import java.util.List;

/** How a point stands, in words: for people whose event did not come, and who wonder why. */
final class PointWords {
  private PointWords() {}

  /** What follows "is". */
  static String of(Point point, Leases leases) {
    PointState state = point.state();
    StringBuilder text = new StringBuilder(state.word());
    String reason = state.reason() == null ? Report.unknownHosts(point) : state.reason();
    if (reason != null) {
      text.append(" (").append(reason).append(')');
    }
    text.append(point.isEnabled() ? ", enabled" : ", not enabled" + why(point, leases));
    text.append(", with ").append(count(point.hits(), "hit")).append(" so far");
    int waiters = point.waiters().size();
    if (waiters > 0) {
      text.append(" and ").append(count(waiters, "thread")).append(" parked");
    }
    Arm first = null;
    for (Arm arm : point.arms()) {
      arm(text, arm);
      if (first != null) {
        named(text, arm).append(" gets nothing: arm ").append(first.number());
        text.append(" is older, and has no condition");
      } else if (arm.isOn() && arm.condition() == null && !arm.oneShot()) {
        first = arm;
      }
    }
    return text.toString();
  }

  private static String why(Point point, Leases leases) {
    for (Arm arm : Arming.arms(List.of(point), null)) {
      if (arm.isSpent()) {
        return " (the one-shot of arm " + arm.number() + " has fired)";
      }
    }
    String ending = leases.ending(point);
    if (ending != null) {
      return " any more (" + ending + ")";
    }
    return point.armed() == 0 ? "" : " any more";
  }

  private static void arm(StringBuilder text, Arm arm) {
    Condition condition = arm.condition();
    String misfit = arm.misfit();
    if (misfit != null) {
      named(text, arm).append(" does not act: ").append(misfit);
    } else if (arm.isOn() && arm.isExhausted()) {
      named(text, arm).append(" has acted as often as it may");
    }
    if (condition != null && arm.rejected() > 0) {
      named(text, arm)
          .append(" has the condition '")
          .append(condition.text())
          .append("', which was ");
      text.append(arm.hits() == 0 ? "never true, in " : "not true ");
      text.append(count(arm.rejected(), arm.hits() == 0 ? "arrival" : "time"));
      if (arm.errors() > 0) {
        text.append(", and failed ").append(count(arm.errors(), "time"));
        text.append("; first: ").append(arm.error());
      }
    } else if (arm.errors() > 0) {
      named(text, arm).append(" failed ").append(count(arm.errors(), "time"));
      text.append("; first: ").append(arm.error());
    }
  }

  private static StringBuilder named(StringBuilder text, Arm arm) {
    text.append(", arm ").append(arm.number());
    return text.append(" ('").append(arm.terms().text()).append("')");
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
