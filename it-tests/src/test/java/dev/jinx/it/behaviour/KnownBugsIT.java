package dev.jinx.it.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.TargetJvm;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;

/** Bugs that others had with waits, names and counters, as what is required instead. */
class KnownBugsIT {
  private static final String INJECTIONS = "/v2/error_injection/injection";

  /** ClickHouse #96890: a wait returned for the pause before. */
  @OnEveryJdk
  void aWaitIsNeverSatisfiedByThePreviousPause(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      http.enable("gate", "action=pause");
      jvm.tell("start first");
      http.await("gate", "phase=parked&since=earliest");
      http.release("gate");
      Drills.passed(jvm, "first");

      String cursor = http.enable("gate", "action=pause");
      for (String query : List.of("&since=" + cursor, "")) {
        Http.Answer early =
            http.get("/v2/error_injection/wait?injection=gate&phase=parked&timeout=200ms" + query);
        assertThat(early.status()).as(early.body()).isEqualTo(408);
      }
      jvm.tell("start second");
      JsonNode parked = http.await("gate", "phase=parked&since=" + cursor);
      assertThat(Drills.thread(parked)).isEqualTo("second");
      assertThat(parked.get("arm").asInt()).isEqualTo(2);
      http.release("gate");
    }
  }

  /** ClickHouse #103070: a wait hung when the point was disabled meanwhile. */
  @OnEveryJdk
  void aWaitForTheEndOfAPauseEndsWhenThePointIsDisabled(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      String cursor = http.enable("gate", "action=pause");
      jvm.tell("start first");
      http.await("gate", "phase=parked&since=" + cursor);
      CompletableFuture<JsonNode> end =
          CompletableFuture.supplyAsync(
              () -> http.await("gate", "phase=released,expired,disabled&since=" + cursor));
      Awaitility.await("the wait is there")
          .atMost(TargetJvm.PATIENCE)
          .until(() -> http.get("/health").ok().json().get("readers").asInt() == 1);
      http.disable("gate");
      assertThat(end.join().get("phase").asText()).isEqualTo("disabled");
      Drills.passed(jvm, "first");
    }
  }

  /** ClickHouse #112680, ScyllaDB and fail-rs: any name was taken, and nothing ever happened. */
  @OnEveryJdk
  void anUnknownNameIsRefusedEverywhereAndTheNearestIsTold(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      String point = INJECTIONS + "/gat";
      for (Http.Answer answer :
          List.of(
              http.post(point),
              http.post(point + "?one_shot=true&action=pause"),
              http.delete(point),
              http.get(point),
              http.get(point + "/enters"),
              http.get(point + "/waiters"),
              http.post(point + "/message"),
              http.get("/v2/error_injection/wait?injection=gat&timeout=10s"),
              http.get("/v2/error_injection/events?injection=gat"),
              http.delete("/v2/error_injection/points/gat"))) {
        assertThat(answer.status()).as(answer.whole().request().toString()).isEqualTo(404);
        assertThat(answer.json().get("nearest").toString()).contains("\"gate\"");
      }
    }
  }

  /** The same in the list of the start, where an annotation may still declare it. */
  @OnEveryJdk
  void anUnknownNameInTheListOfTheStartIsToldWithItsPlaceAndTheNearest(Jdk jdk) {
    String yaml = "log: { hits: false }\nerror_injections_at_startup: [ gat ]\n";
    try (TargetJvm jvm = Drills.start(Drills.launch(jdk, yaml))) {
      assertThat(jvm.err().await(line -> line.contains("'gat'"), TargetJvm.PATIENCE))
          .contains("jinx.yaml:2:")
          .contains("'gate'");
      assertThat(jvm.http().get(INJECTIONS).ok().json()).isEmpty();
    }
  }

  /** ClickHouse #103403: looking at a one-shot used it up. ScyllaDB: its counter went with it. */
  @OnEveryJdk
  void lookingUsesNothingUpAndCountersOutliveArmsAndOneShots(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      http.enable("a", "action=observe&one_shot=true");
      for (int i = 0; i < 10; i++) {
        assertThat(http.get(INJECTIONS).ok().json()).hasToString("[\"a\"]");
        assertThat(http.point("a").get("enabled").asBoolean()).isTrue();
        http.enters("a");
        http.points();
      }
      Drills.order(jvm, "a 3");
      assertThat(http.enters("a")).isEqualTo(1);
      assertThat(http.get(INJECTIONS).ok().json()).isEmpty();
      http.enable("a", "action=observe");
      Drills.order(jvm, "a 4");
      http.disable("a");
      assertThat(http.enters("a")).isEqualTo(5);
      assertThat(http.point("a").get("hits").asInt()).isEqualTo(5);
    }
  }
}
