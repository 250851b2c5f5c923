package dev.jinx.it.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.Scratch;
import dev.jinx.it.Sse;
import dev.jinx.it.TargetJvm;
import java.nio.file.Path;

/** Readers that come back to a JVM which was killed and started anew. */
class AcrossBootsIT {
  private final Path directory = Scratch.directory("log");

  @OnEveryJdk
  void aCursorOfAnEarlierBootGoesOnWhereItStands(Jdk jdk) {
    killAfter(jdk, 10);
    killAfter(jdk, 10);
    try (TargetJvm jvm = Logging.start(Logging.launch(jdk, directory))) {
      try (Sse events = jvm.http().events("since=n1@1.6")) {
        for (int seq = 7; seq <= 11; seq++) {
          assertThat(events.next().path("id").asText()).isEqualTo("n1@1." + seq);
        }
        for (int seq = 1; seq <= 11; seq++) {
          assertThat(events.next().path("id").asText()).isEqualTo("n1@2." + seq);
        }
        assertThat(events.next().path("id").asText()).isEqualTo("n1@3.1");
        Logging.hit(jvm, 1);
        assertThat(events.next().path("id").asText()).isEqualTo("n1@3.2");
      }
      try (Sse events = jvm.http().events("since=earliest&strict=1")) {
        assertThat(events.next().path("id").asText()).isEqualTo("n1@1.1");
      }
      try (Sse events = Logging.resume(jvm.http(), "n1@2.11")) {
        assertThat(events.next().path("id").asText()).isEqualTo("n1@3.1");
      }
      assertThat(jvm.http().await("a", "since=n1@1.6&phase=hit").path("id").asText())
          .as("a wait is over the same log")
          .isEqualTo("n1@1.7");
    }
  }

  @OnEveryJdk
  void unknownAndFutureCursorsAreRefused(Jdk jdk) {
    killAfter(jdk, 3);
    try (TargetJvm jvm = Logging.start(Logging.launch(jdk, directory))) {
      assertThat(Logging.status(jvm, "since=n1@1.5")).as("behind that boot's end").isEqualTo(400);
      assertThat(Logging.status(jvm, "since=n1@2.99")).as("in the future").isEqualTo(400);
      assertThat(Logging.status(jvm, "since=n1@7.0")).as("a boot to come").isEqualTo(400);
      assertThat(Logging.status(jvm, "since=n2@1.1")).as("another node's").isEqualTo(400);
      // A browser would give up for ever: it is told, and goes on.
      try (Sse events = Logging.resume(jvm.http(), "n1@7.0")) {
        JsonNode gap = events.next();
        assertThat(gap.path("phase").asText()).isEqualTo("gap");
        assertThat(gap.path("from").asText()).isEqualTo("n1@7.0");
        assertThat(gap.path("lost").isNull()).isTrue();
        assertThat(events.next().path("id").asText()).isEqualTo("n1@1.1");
      }
    }
  }

  @OnEveryJdk
  void aReaderThatTheRetentionHasPassedIsToldWhatIsLost(Jdk jdk) {
    killAfter(jdk, 10);
    String log = "retention: 1MB, directory: " + directory;
    try (TargetJvm jvm = Logging.start(Logging.launch(jdk, "node: n1\n", log))) {
      Logging.hit(jvm, 20_000);
      Http http = jvm.http();
      http.await("a", "since=earliest");
      String first = Logging.health(jvm).path("log").path("first").asText();
      assertThat(first).startsWith("n1@2.");
      long oldest = Logging.seq(first) + 1;
      assertThat(oldest).isGreaterThan(1);
      try (Sse events = http.events("since=n1@2.5")) {
        JsonNode gap = events.next();
        assertThat(gap.path("phase").asText()).isEqualTo("gap");
        assertThat(gap.path("from").asText()).isEqualTo("n1@2.6");
        assertThat(gap.path("to").asText()).isEqualTo(first);
        assertThat(gap.path("lost").asLong()).isEqualTo(oldest - 6);
        for (long seq = oldest; seq <= 20_001; seq++) {
          assertThat(events.next().path("seq").asLong()).isEqualTo(seq);
        }
      }
      try (Sse events = http.events("since=earliest&strict=1")) {
        assertThat(events.next().path("seq").asLong()).isEqualTo(oldest);
      }
      Http.Answer gone = http.get("/v2/error_injection/events?strict=1&since=n1@2.5");
      assertThat(gone.status()).isEqualTo(410);
      assertThat(gone.json().path("gap").path("to").asText()).isEqualTo(first);
      assertThat(gone.json().path("earliest").asText()).isEqualTo(first);
      assertThat(http.get("/v2/error_injection/wait?injection=a&strict=1&since=n1@2.5").status())
          .isEqualTo(410);
      assertThat(Logging.status(jvm, "since=n1@1.5")).as("a boot that is gone").isEqualTo(400);
      assertThat(Logging.status(jvm, "since=n1@1.5&strict=1")).isEqualTo(410);
    }
  }

  private void killAfter(Jdk jdk, int hits) {
    try (TargetJvm jvm = Logging.start(Logging.launch(jdk, directory))) {
      Logging.hit(jvm, hits);
      jvm.killAndWait();
    }
  }
}
