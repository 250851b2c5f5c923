package dev.jinx.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.Sse;
import dev.jinx.it.TargetJvm;

/** Actions that take time, and change nothing else. */
class TimesIT {
  @OnEveryJdk
  void eachHoldsTheThreadAndLetsItGoOnAsBefore(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      Http http = jvm.http();
      try (Sse events = http.events("since=latest")) {
        assertHeld(jvm, events, "sleep(20ms)", "sleep");
        assertHeld(jvm, events, "sleep(1ms..5ms)", "sleep");
        assertHeld(jvm, events, "delay(50us)", "delay");
        assertHeld(jvm, events, "delay(10us..1ms)", "delay");
        assertHeld(jvm, events, "yield", "yield");
        assertHeld(jvm, events, "observe", "observe");
        assertHeld(jvm, events, "pause(1ms)", "handler");
      }
    }
  }

  private static void assertHeld(TargetJvm jvm, Sse events, String terms, String type) {
    long asleep = least(terms);
    Desks.act(jvm.http(), "commit", terms);
    Desks.act(jvm.http(), "commit-exit", "observe");
    assertThat(Desks.call(jvm, "commit:7:n2")).as(terms).isEqualTo("stored 7 of n2 at n1");
    JsonNode hit = events.next();
    assertThat(hit.get("type").asText()).isEqualTo(type);
    assertThat(hit.get("action").asText()).isEqualTo(terms);
    if (type.equals("handler")) {
      assertThat(events.next().get("phase").asText()).isEqualTo("expired");
    }
    JsonNode exit = events.next();
    assertThat(exit.get("injection").asText()).isEqualTo("commit-exit");
    assertThat(exit.get("nanos").asLong() - hit.get("nanos").asLong())
        .as("%s is never shorter", terms)
        .isGreaterThanOrEqualTo(asleep);
  }

  /** Nanoseconds. */
  private static long least(String terms) {
    return switch (terms) {
      case "sleep(20ms)" -> 20_000_000;
      case "sleep(1ms..5ms)" -> 1_000_000;
      case "delay(50us)" -> 50_000;
      case "delay(10us..1ms)" -> 10_000;
      default -> 0;
    };
  }

  @OnEveryJdk
  void anInterruptDuringASleepIsKeptForTheApplication(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      String cursor = Desks.act(jvm.http(), "commit", "sleep(10m)");
      Desks.begin(jvm, "first", "commit:7:n2");
      jvm.http().await("commit", "since=" + cursor);
      Desks.ask(jvm, "interrupt first");
      jvm.http().disable("commit"); // who sleeps looks at that now and then
      assertThat(Desks.end(jvm, "first")).isEqualTo("stored 7 of n2 at n1 interrupted");
    }
  }
}
