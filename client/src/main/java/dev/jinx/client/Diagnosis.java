package dev.jinx.client;

import dev.jinx.client.internal.Summary;
import java.time.Duration;
import java.util.List;

/** Says all that is known about a wait that was not satisfied. */
final class Diagnosis {
  private static final int LAST = 10;

  private Diagnosis() {}

  static String of(List<Scope> scopes, String what, Duration timeout, Tape tape, long begin) {
    StringBuilder text = new StringBuilder();
    Cursor since = scopes.get(0).since();
    text.append("waited ").append(Words.of(timeout)).append(" in vain for ").append(what);
    text.append(" since ").append(since == null ? "earliest" : since);
    range(text, tape, begin);
    for (Scope scope : scopes) {
      text.append("\n  point ").append(scope).append(": ").append(state(scope));
    }
    Holdings holdings = scopes.get(0).jinx().holdings();
    holdings.leases().losses().forEach(loss -> text.append("\n  ").append(loss));
    return text.append("\n  stream: ").append(tape.link()).toString();
  }

  static String dead(Scope scope, Tape tape, long begin, String headline) {
    StringBuilder text = new StringBuilder(headline);
    text.append(" since ").append(scope.since() == null ? "earliest" : scope.since());
    range(text, tape, begin);
    return text.append("\n  stream: ").append(tape.link()).toString();
  }

  private static void range(StringBuilder text, Tape tape, long begin) {
    text.append("\n  events in that range: ").append(Summary.of(tape.from(begin), LAST));
  }

  private static String state(Scope scope) {
    try {
      String loss = scope.confirmedLoss();
      String lost = loss == null ? "" : "its arm has ended: " + loss + "; ";
      return lost + PointWords.of(scope.jinx().api().point(scope.name()), scope.arm());
    } catch (UnknownPointException e) {
      return "unknown; " + e.getMessage();
    } catch (JinxException e) {
      return "cannot be asked: " + e.getMessage();
    }
  }
}
