package dev.jinx.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.TargetJvm;
import java.util.List;

/** What a parked thread does next is decided when it is released. */
class OutcomesIT {
  private static final String COMMIT = "commit:7:n2";
  private static final String STORED = "stored 7 of n2 at n1";

  /** Parks threads of these names, one after the other; answers the cursor. */
  private static String park(TargetJvm jvm, List<String> threads) {
    String cursor = Desks.act(jvm.http(), "commit", "pause");
    for (int i = 0; i < threads.size(); i++) {
      Desks.begin(jvm, threads.get(i), COMMIT);
      jvm.http().await("commit", "phase=parked&count=" + (i + 1) + "&since=" + cursor);
    }
    return cursor;
  }

  private static String released(Http http, String cursor) {
    JsonNode event = Desks.await(http, "commit", cursor, "released");
    return event.path("outcome").asText();
  }

  @OnEveryJdk
  void aReleasedThreadThrowsReturnsSleepsOrGoesOn(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      assertOutcome(jvm, "a", "throw(java.io.IOException, \"late\")", "java.io.IOException late");
      assertOutcome(jvm, "b", "return(\"instead\")", "instead");
      assertOutcome(jvm, "c", "sleep(1ms)", STORED);
      assertOutcome(jvm, "d", "delay(10us)", STORED);
      assertOutcome(jvm, "e", "continue", STORED);
    }
  }

  private static void assertOutcome(TargetJvm jvm, String thread, String outcome, String told) {
    Http http = jvm.http();
    String cursor = park(jvm, List.of(thread));
    assertThat(Desks.message(http, "commit", "outcome", outcome).get("released").asInt())
        .isEqualTo(1);
    assertThat(Desks.end(jvm, thread)).as(outcome).isEqualTo(told);
    assertThat(released(http, cursor)).isEqualTo(outcome.equals("continue") ? "" : outcome);
  }

  @OnEveryJdk
  void theOutcomeIsForTheChosenThreadAlone(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      Http http = jvm.http();
      String cursor = park(jvm, List.of("one", "two", "three"));
      JsonNode two = http.get(Desks.INJECTION + "/commit/waiters").ok().json().get(1);
      Desks.message(
          http,
          "commit",
          "thread",
          two.path("thread").path("id").asText(),
          "outcome",
          "throw(java.io.IOException)");
      assertThat(Desks.end(jvm, "two")).isEqualTo("java.io.IOException null");
      Desks.message(http, "commit", "hit", "3", "outcome", "return(null)");
      assertThat(Desks.end(jvm, "three")).isEqualTo("null");
      http.release("commit");
      assertThat(Desks.end(jvm, "one")).isEqualTo(STORED);
      JsonNode last = http.await("commit", "phase=released&count=3&since=" + cursor);
      assertThat(last.path("hit").asInt()).isEqualTo(1);
    }
  }

  @OnEveryJdk
  void oneThatDoesNotFitIsRefusedAndNobodyGoes(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      Http http = jvm.http();
      park(jvm, List.of("one"));
      for (String wrong : List.of("return(5)", "throw(java.lang.String)", "pause", "off")) {
        Http.Answer answer =
            http.post(Desks.INJECTION + "/commit/message" + Desks.query("outcome", wrong));
        assertThat(answer.status()).as("%s: %s", wrong, answer.body()).isEqualTo(400);
        assertThat(http.point("commit").get("waiters").asInt()).isEqualTo(1);
      }
      assertThat(http.release("commit")).isEqualTo(1);
      assertThat(Desks.end(jvm, "one")).isEqualTo(STORED);
    }
  }

  @OnEveryJdk
  void oneThatIsSentBeforeTheThreadIsKeptForIt(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      String cursor = Desks.act(jvm.http(), "commit", "pause");
      assertThat(Desks.message(jvm.http(), "commit", "outcome", "return(\"kept\")"))
          .hasToString("{\"released\":0,\"kept\":1}");
      Desks.begin(jvm, "one", COMMIT);
      assertThat(Desks.end(jvm, "one")).isEqualTo("kept");
      assertThat(released(jvm.http(), cursor)).isEqualTo("return(\"kept\")");
    }
  }

  @OnEveryJdk
  void aParkedThreadCanTakeTheJvmWithIt(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      park(jvm, List.of("one"));
      // The answer may be lost with the JVM.
      try {
        jvm.http().post(Desks.INJECTION + "/commit/message" + Desks.query("outcome", "halt(9)"));
      } catch (java.io.UncheckedIOException died) {
        assertThat(died).isNotNull();
      }
      assertThat(jvm.awaitExit()).isEqualTo(9);
    }
  }
}
