package dev.jinx.it.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.Sse;
import dev.jinx.it.TargetJvm;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A cursor parts the arms of a point, and the log keeps the order of causes. */
class ArmsIT {
  private static final int ARMS = 200;
  private static final int HAND_OVERS = 50_000;

  @OnEveryJdk
  void enabledAgainUnderLoadTheCursorPartsOldHitsFromNewOnes(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      http.enable("gate", "action=observe");
      TreeMap<Long, Integer> armAfter = new TreeMap<>();
      try (Sse events = http.events("since=latest")) {
        // So few that the window holds them, and the reader keeps up, however long this takes.
        Drills.order(jvm, "load 4 500");
        for (int i = 0; i < ARMS; i++) {
          JsonNode armed = Drills.enable(http, "a", "action=observe");
          String cursor = armed.get("cursor").asText();
          JsonNode event = http.await("a", "since=" + cursor);
          assertThat(event.get("arm")).as("%s after %s", event, armed).isEqualTo(armed.get("arm"));
          armAfter.put(Drills.seq(cursor), armed.get("arm").asInt());
        }
        Drills.order(jvm, "stop");
        Drills.order(jvm, "gate 1");
        List<JsonNode> all = Drills.until(events, "gate");
        assertThat(all).hasSizeGreaterThanOrEqualTo(ARMS);
        for (JsonNode event : all) {
          Map.Entry<Long, Integer> arm = armAfter.lowerEntry(Drills.seq(event));
          assertThat(arm).as("%s lies before every arm", event).isNotNull();
          assertThat(event.path("arm").asInt()).as("%s", event).isEqualTo(arm.getValue());
        }
      }
    }
  }

  @OnEveryJdk
  void anEffectIsNeverNumberedBeforeItsCauseAcrossAVolatileField(Jdk jdk) {
    assertCausesFirst(jdk, "spin");
  }

  @OnEveryJdk
  void anEffectIsNeverNumberedBeforeItsCauseAcrossAQueue(Jdk jdk) {
    assertCausesFirst(jdk, "queue");
  }

  private static void assertCausesFirst(Jdk jdk, String way) {
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      http.enable("ping", "action=observe");
      http.enable("pong", "action=observe");
      try (Sse events = http.events("since=latest")) {
        jvm.tell(way + " " + HAND_OVERS);
        for (int i = 0; i < HAND_OVERS; i++) {
          assertNext(events, "ping", i);
          assertNext(events, "pong", i);
        }
      }
    }
  }

  private static void assertNext(Sse events, String expected, int round) {
    JsonNode event = events.next();
    if (!Drills.name(event).equals(expected)) {
      throw new AssertionError("in round " + round + " there is no " + expected + " but " + event);
    }
  }
}
