package dev.jinx.it.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.TargetJvm;

/** Bugs that others had with messages to parked threads, as what is required instead. */
class KnownBugsOfMessagesIT {
  /** ScyllaDB #17934: a shared message let every future arrival pass. */
  @OnEveryJdk
  void aMessageLetsGoWhoIsThereOrOneArrivalAndNobodyOfAnotherArm(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      String lease = http.post("/v2/error_injection/leases?ttl=5m").ok().json().get("id").asText();
      String first = "when=thread.name+==+'first'&action=pause";
      String cursor = http.enable("gate", first);
      http.enable("gate", "when=thread.name+=~+'second.*'&action=pause&lease=" + lease);
      jvm.tell("start first");
      jvm.tell("start second");
      http.await("gate", "phase=parked&count=2&since=" + cursor);
      assertThat(Drills.message(http, "gate", "lease=" + lease).get("released").asInt())
          .isEqualTo(1);
      Drills.passed(jvm, "second");
      assertThat(Drills.waiters(http, "gate")).hasSize(1);

      // Nobody of the lease's arm is there: it is kept for one arrival, and it is no message to
      // first.
      assertThat(Drills.message(http, "gate", "lease=" + lease))
          .hasToString("{\"released\":0,\"kept\":1}");
      jvm.tell("start second-b");
      Drills.passed(jvm, "second-b");
      jvm.tell("start second-c");
      http.await("gate", "phase=parked&count=4&since=" + cursor);
      assertThat(Drills.waiters(http, "gate")).hasSize(2);
      assertThat(Drills.message(http, "gate", "").get("released").asInt()).isEqualTo(2);
      Drills.passed(jvm, "second-c");
    }
  }

  /** ClickHouse #97039: one notify woke everyone. */
  @OnEveryJdk
  void aMessageForOneThreadWakesNoOther(Jdk jdk) {
    int threads = 20;
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      String cursor = http.enable("gate", "action=pause");
      Drills.order(jvm, "burst " + threads);
      http.await("gate", "phase=parked&count=" + threads + "&since=" + cursor);
      for (int left = threads - 1; left >= 0; left--) {
        assertThat(Drills.message(http, "gate", "n=1").get("released").asInt()).isEqualTo(1);
        http.await("gate", "phase=released&count=" + (threads - left) + "&since=" + cursor);
        assertThat(Drills.waiters(http, "gate")).hasSize(left);
      }
      Drills.order(jvm, "join");
    }
  }

  /** A message that nobody will ever take is not kept for ever. */
  @OnEveryJdk
  void aMessageToAnArmThatHasNoPauseIsNotKept(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      http.enable("a", "action=observe");
      assertThat(Drills.message(http, "a", ""))
          .hasToString(
              "{\"released\":0,\"kept\":0,"
                  + "\"reason\":\"'a' holds nobody: observe has no pause\"}");
    }
  }
}
