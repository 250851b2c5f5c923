package dev.jinx.it.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.Sse;
import dev.jinx.it.TargetJvm;

/** Between enabling, listening and hitting there is no crack for a hit to fall through. */
class NothingIsMissedIT {
  private static final int TIMES = 1_000;

  @OnEveryJdk
  void aHitRightAfterOpeningTheStreamAndEnablingIsFound(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      for (int i = 1; i <= TIMES; i++) {
        try (Sse events = http.events("injection=a")) {
          JsonNode armed = Drills.enable(http, "a", "action=observe");
          jvm.tell(".a");
          assertOneHit(i, armed, events.next());
        }
      }
      assertThat(http.enters("a")).isEqualTo(TIMES);
    }
  }

  @OnEveryJdk
  void aHitBeforeTheStreamIsOpenedIsFoundFromTheCursorOfItsArm(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      for (int i = 1; i <= TIMES; i++) {
        JsonNode armed = Drills.enable(http, "a", "action=observe");
        jvm.tell(".a");
        try (Sse events = http.events("injection=a&since=" + armed.get("cursor").asText())) {
          assertOneHit(i, armed, events.next());
        }
      }
      assertThat(http.enters("a")).isEqualTo(TIMES);
    }
  }

  @OnEveryJdk
  void aStreamFromNowOnTellsNothingThatWasBefore(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      http.enable("a", "action=observe");
      http.enable("gate", "action=observe");
      for (int i = 1; i <= TIMES; i++) {
        Drills.order(jvm, "a 10");
        try (Sse events = http.events("since=latest")) {
          Drills.order(jvm, "gate 1");
          JsonNode event = events.next();
          assertThat(Drills.name(event)).as("%s", event).isEqualTo("gate");
          assertThat(event.path("hit").asInt()).as("%s", event).isEqualTo(i);
        }
      }
    }
  }

  private static void assertOneHit(int number, JsonNode armed, JsonNode event) {
    assertThat(event.path("hit").asInt()).as("%s", event).isEqualTo(number);
    assertThat(event.path("arm").asInt()).as("%s", event).isEqualTo(armed.get("arm").asInt());
    assertThat(Drills.seq(event))
        .as("%s", event)
        .isEqualTo(Drills.seq(armed.get("cursor").asText()) + 1);
  }
}
