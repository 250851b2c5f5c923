package dev.jinx.it.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.Sse;
import dev.jinx.it.TargetJvm;

class OneShotIT {
  private static final String INJECTIONS = "/v2/error_injection/injection";

  @OnEveryJdk
  void racedByAHundredThreadsItFiresOnce(Jdk jdk) {
    int rounds = 20;
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      http.enable("gate", "action=observe");
      try (Sse events = http.events("since=latest")) {
        for (int i = 1; i <= rounds; i++) {
          http.enable("a", "action=observe&one_shot=true");
          Drills.order(jvm, "race 100");
          Drills.order(jvm, "gate 1");
          assertThat(Drills.until(events, "gate"))
              .singleElement()
              .matches(event -> Drills.name(event).equals("a"));
          assertThat(http.enters("a")).isEqualTo(i);
        }
      }
    }
  }

  @OnEveryJdk
  void aFiredOneIsNotListedButItsPauseIsStillReleasedByAMessage(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      String cursor = http.enable("gate", "action=pause&one_shot=true");
      jvm.tell("start first");
      http.await("gate", "phase=parked&since=" + cursor);
      assertThat(http.get(INJECTIONS).ok().json()).isEmpty();
      assertThat(http.point("gate").get("enabled").asBoolean()).isFalse();
      assertThat(Drills.waiters(http, "gate")).hasSize(1);

      jvm.tell("start second");
      assertThat(Drills.passed(jvm, "second")).isEqualTo("second passed");

      assertThat(http.release("gate")).isEqualTo(1);
      assertThat(Drills.passed(jvm, "first")).isEqualTo("first passed");
      http.await("gate", "phase=released&since=" + cursor);
      assertThat(http.enters("gate")).as("outlives the one-shot").isEqualTo(1);
      http.disable("gate");
      assertThat(http.enters("gate")).as("outlives disarming").isEqualTo(1);
    }
  }

  @OnEveryJdk
  void readingAStatusUsesNothingUp(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      String cursor = http.enable("gate", "action=pause&one_shot=true");
      JsonNode first = status(http);
      assertThat(status(http)).isEqualTo(first);
      jvm.tell("start first");
      http.await("gate", "phase=parked&since=" + cursor);
      status(http);
      http.await("gate", "phase=parked");
      http.await("gate", "phase=parked&since=" + cursor);
      assertThat(http.release("gate")).isEqualTo(1);
      Drills.passed(jvm, "first");
    }
  }

  private static JsonNode status(Http http) {
    http.get("/health").ok();
    http.points();
    http.get(INJECTIONS).ok();
    Drills.waiters(http, "gate");
    http.enters("gate");
    return http.point("gate");
  }
}
