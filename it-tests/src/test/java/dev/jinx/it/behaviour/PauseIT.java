package dev.jinx.it.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.Sse;
import dev.jinx.it.TargetJvm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A parked thread goes on for exactly one reason, and that is told. */
class PauseIT {
  @OnEveryJdk
  void whoeverLetsAThreadGoTheParkedEventIsFollowedByOneEnd(Jdk jdk) {
    int rounds = 60;
    int threads = 8;
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      http.enable("b", "action=observe");
      try (Sse events = http.events("injection=gate,a&since=latest")) {
        int released = 0;
        int kept = 0;
        int disabled = 0;
        for (int i = 0; i < rounds; i++) {
          String cursor = http.enable("gate", "action=pause(" + (1 + i % 10) + "ms)");
          Drills.order(jvm, "burst " + threads);
          JsonNode answer = Drills.message(http, "gate", i % 2 == 0 ? "n=3" : "");
          released += answer.get("released").asInt();
          kept += answer.get("kept").asInt();
          http.await("gate", "phase=parked&since=" + cursor);
          disabled += Drills.disable(http, "gate").get("released").asInt();
          Drills.order(jvm, "join");
        }
        http.enable("a", "action=observe");
        Drills.order(jvm, "a 1");
        Map<String, Integer> ends = count(Drills.until(events, "a"));
        assertThat(ends.getOrDefault("disabled", 0)).isEqualTo(disabled);
        assertThat(ends.getOrDefault("released", 0)).isBetween(released, released + kept);
      }
    }
  }

  /** Counts how pauses ended; fails where one did not end, or twice. */
  private static Map<String, Integer> count(List<JsonNode> events) {
    Map<Long, String> last = new HashMap<>();
    Map<String, Integer> ends = new HashMap<>();
    for (JsonNode event : events) {
      String before = last.put(event.path("hit").asLong(), Drills.phase(event));
      if (Drills.phase(event).equals("parked")) {
        assertThat(before).as("%s", event).isNull();
      } else {
        assertThat(before).as("%s", event).isEqualTo("parked");
        assertThat(Drills.phase(event)).isIn("released", "expired", "disabled");
        ends.merge(Drills.phase(event), 1, Integer::sum);
      }
    }
    assertThat(last.values()).as("each has ended").doesNotContain("parked");
    return ends;
  }

  @OnEveryJdk
  void aMessageBeforeTheThreadLetsExactlyOneArrivalPass(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      String cursor = http.enable("gate", "action=pause");
      JsonNode kept = Drills.message(http, "gate", "");
      assertThat(kept).hasToString("{\"released\":0,\"kept\":1}");
      jvm.tell("start first");
      Drills.passed(jvm, "first");
      JsonNode passed = http.await("gate", "phase=released&since=" + cursor);
      assertThat(Drills.thread(passed)).isEqualTo("first");

      jvm.tell("start second");
      JsonNode stands = http.await("gate", "phase=parked&count=2&since=" + cursor);
      assertThat(Drills.thread(stands)).isEqualTo("second");
      assertThat(Drills.waiters(http, "gate")).hasSize(1);
      assertThat(Drills.message(http, "gate", "")).hasToString("{\"released\":1,\"kept\":0}");
      Drills.passed(jvm, "second");
    }
  }

  @OnEveryJdk
  void aMessageKeptForAnArmIsNotForTheNextOne(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      http.enable("gate", "action=pause");
      assertThat(Drills.message(http, "gate", "").get("kept").asInt()).isEqualTo(1);
      String cursor = http.enable("gate", "action=pause");
      jvm.tell("start first");
      http.await("gate", "phase=parked&since=" + cursor);
      assertThat(Drills.waiters(http, "gate")).hasSize(1);
      assertThat(http.release("gate")).isEqualTo(1);
      Drills.passed(jvm, "first");
    }
  }

  @OnEveryJdk
  void aMessageReleasesTheThreadsItChoosesAndNoOther(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      String cursor = http.enable("gate", "action=pause");
      List<String> names = List.of("one", "two", "three");
      for (int i = 0; i < names.size(); i++) {
        jvm.tell("start " + names.get(i));
        http.await("gate", "phase=parked&count=" + (i + 1) + "&since=" + cursor);
      }
      JsonNode two = Drills.waiters(http, "gate").get(1);
      assertThat(Drills.thread(two)).isEqualTo("two");
      String chosen = "thread=" + two.path("thread").path("id").asText();
      assertThat(Drills.message(http, "gate", chosen).get("released").asInt()).isEqualTo(1);
      assertThat(jvm.out().await(l -> l.endsWith(" passed"), TargetJvm.PATIENCE))
          .isEqualTo("two passed");
      assertThat(parked(http)).containsExactly("one", "three");

      assertThat(Drills.message(http, "gate", "n=1").get("released").asInt()).isEqualTo(1);
      assertThat(jvm.out().await(l -> l.endsWith(" passed"), TargetJvm.PATIENCE))
          .isEqualTo("one passed");
      assertThat(parked(http)).containsExactly("three");
      assertThat(Drills.message(http, "gate", chosen).get("released").asInt())
          .as("one that has gone cannot be released")
          .isZero();
      assertThat(http.release("gate")).isEqualTo(1);
      Drills.passed(jvm, "three");
    }
  }

  @OnEveryJdk
  void disablingOrEnablingAgainFreesEveryThread(Jdk jdk) {
    int threads = 300;
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      park(jvm, threads);
      assertThat(Drills.disable(http, "gate").get("released").asInt()).isEqualTo(threads);
      Drills.order(jvm, "join");

      park(jvm, threads);
      JsonNode all = http.delete("/v2/error_injection/injection").ok().json();
      assertThat(all.get("released").asInt()).isEqualTo(threads);
      Drills.order(jvm, "join");

      park(jvm, threads);
      http.enable("gate", "action=observe");
      Drills.order(jvm, "join");
      assertThat(http.enters("gate")).isEqualTo(3L * threads);
    }
  }

  @OnEveryJdk
  void anInterruptOfAParkedThreadIsKeptForItAndDoesNotWakeIt(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      String cursor = http.enable("gate", "action=pause");
      jvm.tell("start first");
      http.await("gate", "phase=parked&since=" + cursor);
      Drills.order(jvm, "interrupt first");
      assertThat(parked(http)).containsExactly("first");
      assertThat(http.release("gate")).isEqualTo(1);
      assertThat(Drills.passed(jvm, "first")).isEqualTo("first passed interrupted");
      http.await("gate", "phase=released&since=" + cursor);
    }
  }

  @OnEveryJdk
  void aPauseEndsByItselfAndSaysSo(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      String cursor = http.enable("gate", "action=pause(20ms)");
      jvm.tell("start first");
      Drills.passed(jvm, "first");
      JsonNode parked = http.await("gate", "phase=parked&since=" + cursor);
      JsonNode expired = http.await("gate", "phase=expired&since=" + cursor);
      assertThat(expired.get("hit")).isEqualTo(parked.get("hit"));
      assertThat(expired.get("thread")).isEqualTo(parked.get("thread"));
      assertThat(Drills.message(http, "gate", "").get("released").asInt()).isZero();
    }
  }

  @OnEveryJdk
  void aParkedThreadShowsWhereItStandsAndWhichMonitorsItHolds(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      String cursor = http.enable("gate", "action=pause");
      jvm.tell("start-locked first");
      http.await("gate", "phase=parked&since=" + cursor);
      JsonNode waiter = Drills.waiters(http, "gate").get(0);
      assertThat(waiter.get("stack").get(0).asText())
          .startsWith("com.acme.drill.Steps.gate(Steps.java:");
      assertThat(waiter.get("stack").get(1).asText())
          .startsWith("com.acme.drill.Drill.gateUnderMonitor(");
      assertThat(waiter.get("monitors")).singleElement().asString().contains("java.lang.Object@");
      http.release("gate");
      Drills.passed(jvm, "first");
    }
  }

  private static void park(TargetJvm jvm, int threads) {
    String cursor = jvm.http().enable("gate", "action=pause");
    Drills.order(jvm, "burst " + threads);
    jvm.http().await("gate", "phase=parked&count=" + threads + "&since=" + cursor);
    assertThat(Drills.waiters(jvm.http(), "gate")).hasSize(threads);
  }

  private static List<String> parked(Http http) {
    List<String> names = new ArrayList<>();
    Drills.waiters(http, "gate").forEach(waiter -> names.add(Drills.thread(waiter)));
    return names;
  }
}
