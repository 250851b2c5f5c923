package dev.jinx.it.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.Sse;
import dev.jinx.it.TargetJvm;
import java.nio.file.Files;
import java.util.List;

/** However a target ends, its readers get what was published, and learn that it has ended. */
class EndingsIT {
  @OnEveryJdk
  void aHitInAShutdownHookStillReachesItsReaders(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      http.enable("last-words", "action=observe");
      Drills.order(jvm, "hook");
      try (Sse events = http.events("since=latest")) {
        jvm.tell("exit 3");
        List<JsonNode> last = events.untilEnd();
        assertThat(last).extracting(Drills::name).containsExactly("last-words");
        assertThat(last).extracting(Drills::thread).containsExactly("last words");
      }
      assertThat(jvm.awaitExit()).isEqualTo(3);
      assertThat(Files.exists(jvm.portFile())).as("the port file is gone").isFalse();
    }
  }

  @OnEveryJdk
  void aShutdownHookCanBeHeldAndReleased(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      String cursor = http.enable("last-words", "action=pause");
      Drills.order(jvm, "hook");
      jvm.terminate();
      http.await("last-words", "phase=parked&since=" + cursor);
      assertThat(jvm.process().isAlive()).isTrue();
      try (Sse events = http.events("since=" + cursor)) {
        assertThat(http.release("last-words")).isEqualTo(1);
        assertThat(events.untilEnd())
            .extracting(Drills::phase)
            .containsExactly("parked", "released");
      }
      assertThat(jvm.awaitExit()).as("128 + SIGTERM, its own").isEqualTo(143);
    }
  }

  @OnEveryJdk
  void aParkedThreadDoesNotKeepTheJvmFromExiting(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(jdk)) {
      String cursor = jvm.http().enable("gate", "action=pause");
      jvm.tell("start first");
      jvm.http().await("gate", "phase=parked&since=" + cursor);
      jvm.tell("exit 4");
      assertThat(jvm.awaitExit()).isEqualTo(4);
    }
  }

  @OnEveryJdk
  void anUncaughtExceptionEndsTheStreamAndStaysTheProgramsOwn(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(jdk)) {
      jvm.http().enable("a", "action=observe");
      try (Sse events = jvm.http().events("since=latest")) {
        jvm.tell(".a");
        jvm.tell("crash");
        assertThat(events.untilEnd()).extracting(Drills::name).containsExactly("a");
      }
      assertThat(jvm.awaitExit()).isEqualTo(1);
      assertThat(jvm.err().text()).contains("IllegalStateException: crashed as told");
    }
  }

  @OnEveryJdk
  void aHaltAndAKillEndTheStream(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(jdk)) {
      try (Sse events = jvm.http().events("since=latest")) {
        jvm.tell("halt 5");
        assertThat(events.untilEnd()).isEmpty();
      }
      assertThat(jvm.awaitExit()).isEqualTo(5);
    }
    try (TargetJvm jvm = Drills.start(jdk)) {
      jvm.http().enable("a", "action=observe");
      try (Sse events = jvm.http().events("since=latest")) {
        Drills.order(jvm, "a 1");
        assertThat(Drills.name(events.next())).isEqualTo("a");
        jvm.kill();
        assertThat(events.untilEnd()).isEmpty();
      }
    }
  }

  @OnEveryJdk
  void aClassThatIsNeverLoadedIsDeclaredUntilItIs(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      String cursor = http.enable("never", "action=observe");
      assertThat(http.point("never").get("state").asText()).isEqualTo("declared");
      Http.Answer late =
          http.get("/v2/error_injection/wait?injection=never&timeout=50ms&since=" + cursor);
      assertThat(late.status()).isEqualTo(408);
      assertThat(late.json().get("detail").asText()).contains("'never' is declared (", "enabled");
      Drills.order(jvm, "never");
      JsonNode event = http.await("never", "since=" + cursor);
      assertThat(event.get("point").asText()).isEqualTo("com.acme.drill.Never#run()");
      assertThat(http.point("never").get("state").asText()).isEqualTo("woven");
    }
  }
}
