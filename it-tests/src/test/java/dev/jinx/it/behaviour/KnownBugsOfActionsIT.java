package dev.jinx.it.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.Sse;
import dev.jinx.it.TargetJvm;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;

/** Bugs that others had while actions act, as what is required instead. */
class KnownBugsOfActionsIT {
  private static final int THREADS = 20;

  /** gofail evaluates its terms under a lock: one thread sleeps, the others queue up. */
  @OnEveryJdk
  void allThreadsSleepAtTheSameTime(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      String cursor = http.enable("gate", "action=sleep(10m)");
      Drills.order(jvm, "burst " + THREADS);
      // Nobody can have passed by then: each hit is told before its sleep of ten minutes.
      http.await("gate", "count=" + THREADS + "&since=" + cursor);
      assertThat(http.enters("gate")).isEqualTo(THREADS);
    }
  }

  /** gofail #64: disarming waited for the action that ran; fail-rs spins until it is over. */
  @OnEveryJdk
  void disablingAndEnablingAnswerWhileActionsRun(Jdk jdk) {
    for (String action :
        List.of("sleep(10m)", "delay(10m)", "call(com.acme.drill.Gate%23waits)", "pause")) {
      try (TargetJvm jvm = Drills.start(jdk)) {
        Http http = jvm.http();
        String cursor = http.enable("gate", "action=" + action);
        jvm.tell("start first");
        http.await("gate", "since=" + cursor);
        assertThat(Drills.disable(http, "gate").get("disabled").asInt()).as(action).isEqualTo(1);
        jvm.tell("start second");
        // Both, else a hit of the second could be one of the next arm.
        Drills.allPassed(
            jvm, action.equals("pause") ? List.of("first", "second") : List.of("second"));
        String again = http.enable("gate", "action=observe");
        jvm.tell("start third");
        assertThat(Drills.thread(http.await("gate", "since=" + again))).isEqualTo("third");
      }
    }
  }

  /** ScyllaDB: each shard has a one-shot of its own, so that it fires once on each. */
  @OnEveryJdk
  void aOneShotFiresOnceInAJvmOfManyThreads(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      http.enable("a", "action=observe&one_shot=true");
      Drills.order(jvm, "race 200");
      assertThat(http.enters("a")).isEqualTo(1);
    }
  }

  /** The same with virtual threads, which have no shard of their own at all. */
  @OnEveryJdk
  void aOneShotFiresOnceInAJvmOfManyVirtualThreads(Jdk jdk) {
    Assumptions.assumeTrue(jdk.feature() >= 21, "virtual threads are of JDK 21");
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      http.enable("a", "action=observe&one_shot=true");
      Drills.order(jvm, "virtual-a 10000");
      assertThat(http.enters("a")).isEqualTo(1);
    }
  }

  /** gofail prints a wrong type at the first hit and goes on; Byteman's rule is just disabled. */
  @OnEveryJdk
  void whatDoesNotFitTheMethodIsRefusedWhenItIsEnabled(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      for (String wrong : List.of("return(5)", "throw(java.lang.String)", "3*off-%3Ereturn(5)")) {
        Http.Answer answer = http.post(Drills.INJECTION + "gate?action=" + wrong);
        assertThat(answer.status()).as(wrong).isEqualTo(400);
        assertThat(answer.json().get("field").asText()).isEqualTo("action");
      }
      assertThat(http.point("gate").get("enabled").asBoolean()).isFalse();
    }
  }

  /** And where the class is loaded later: the point fails, says so, and nothing acts. */
  @OnEveryJdk
  void whatDoesNotFitAClassThatIsLoadedLaterIsToldByAnEvent(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      String cursor = http.enable("never", "action=return(5)");
      http.enable("c", "action=observe");
      Drills.order(jvm, "never");
      assertThat(http.enters("c")).as("the body has run").isEqualTo(1);
      JsonNode failed = http.await("never", "phase=failed&since=" + cursor);
      assertThat(failed.get("reason").asText()).contains("com.acme.drill.Never#run()");
      assertThat(http.point("never").get("state").asText()).isEqualTo("failed");
      assertThat(http.enters("never")).isZero();
    }
  }

  /** fail-rs #24, #51, #79, #80: tests that run side by side hit one another's points. */
  @OnEveryJdk
  void testsSideBySideHaveArmsOfTheirOwnAtOnePoint(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      String one = lease(http);
      String two = lease(http);
      String cursor = http.enable("gate", "action=pause&when=thread.name=~'one.*'&lease=" + one);
      http.enable("gate", "action=observe&when=thread.name=~'two.*'&lease=" + two);
      for (String thread : List.of("one-a", "two-a", "nobodys")) {
        jvm.tell("start " + thread);
      }
      Drills.passed(jvm, "nobodys");
      http.await("gate", "count=2&since=" + cursor);
      assertThat(http.point("gate").get("arms")).hasSize(2);
      for (JsonNode arm : http.point("gate").get("arms")) {
        assertThat(arm.get("hits").asInt()).as("%s", arm).isEqualTo(1);
      }
      // One test ends: the other's arm stands, and the thread that is its own goes on.
      http.delete("/v2/error_injection/leases/" + one).ok();
      assertThat(http.point("gate").get("arms")).hasSize(1);
      try (Sse events = http.events("injection=gate&since=earliest")) {
        Set<String> threads = new HashSet<>();
        events.next(3).forEach(event -> threads.add(Drills.thread(event)));
        assertThat(threads).containsExactlyInAnyOrder("one-a", "two-a");
      }
    }
  }

  private static String lease(Http http) {
    return http.post("/v2/error_injection/leases?ttl=5m").ok().json().get("id").asText();
  }
}
