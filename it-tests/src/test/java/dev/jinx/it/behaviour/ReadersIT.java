package dev.jinx.it.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.Sse;
import dev.jinx.it.TargetJvm;
import java.io.IOException;
import org.awaitility.Awaitility;

/** No reader is in another's way, or in the application's. */
class ReadersIT {
  private static final int HITS = 150_000;

  /** What the rings of a small heap surely hold. */
  private static final int PORTION = 5_000;

  @OnEveryJdk
  void ofThreeReadersOneIsKilledAndTheOthersGetTheNextHit(Jdk jdk) throws Exception {
    try (TargetJvm jvm = Drills.start(jdk);
        Sse first = jvm.http().events("since=latest");
        Sse second = jvm.http().events("since=latest");
        RawReader killed = RawReader.open(jvm.address(), "since=latest")) {
      Http http = jvm.http();
      http.enable("a", "action=observe");
      Drills.order(jvm, "a 1");
      assertThat(first.next().path("hit").asInt()).isEqualTo(1);
      assertThat(second.next().path("hit").asInt()).isEqualTo(1);
      assertThat(killed.next().path("hit").asInt()).isEqualTo(1);
      assertThat(readers(http)).isEqualTo(3);

      killed.reset();
      Drills.order(jvm, "a 1");
      assertThat(first.next().path("hit").asInt()).isEqualTo(2);
      assertThat(second.next().path("hit").asInt()).isEqualTo(2);
      Awaitility.await("the lost reader is noticed")
          .atMost(TargetJvm.PATIENCE)
          .until(() -> readers(http) == 2);
    }
  }

  @OnEveryJdk
  void aReaderThatJustGoesIsNoticedWithoutAnyHit(Jdk jdk) throws Exception {
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      try (RawReader reader = RawReader.open(jvm.address(), "since=latest")) {
        assertThat(readers(http)).isEqualTo(1);
      }
      Awaitility.await("the end of the only reader is noticed")
          .atMost(TargetJvm.PATIENCE)
          .until(() -> readers(http) == 0);
    }
  }

  /** The heap is far smaller than what the reader leaves unread. */
  @OnEveryJdk
  void aReaderThatStopsReadingHoldsUpNobodyAndIsToldItsGap(Jdk jdk) throws IOException {
    try (TargetJvm jvm =
            Drills.start(
                Drills.launch(jdk, "log: { hits: false, retention: 8MB }\n").jvm("-Xmx40m"));
        RawReader stopped = RawReader.open(jvm.address(), "since=latest")) {
      Http http = jvm.http();
      http.enable("a", "action=observe");
      http.enable("gate", "action=observe");
      String before = http.get("/health").ok().json().get("cursor").asText();
      for (int hits = 0; hits < HITS; hits += PORTION) {
        Drills.order(jvm, "a " + PORTION);
        assertThat(http.enters("a")).isEqualTo(hits + PORTION);
      }
      try (Sse other = http.events("injection=gate")) {
        Drills.order(jvm, "gate 1");
        assertThat(Drills.name(other.next())).isEqualTo("gate");
      }
      long next = Drills.seq(before) + 1;
      long lost = 0;
      JsonNode event = stopped.next();
      while (!Drills.name(event).equals("gate")) {
        if (Drills.phase(event).equals("gap")) {
          assertThat(Drills.seq(event.get("from").asText())).isEqualTo(next);
          lost += event.get("lost").asLong();
          next = Drills.seq(event.get("to").asText()) + 1;
        } else {
          assertThat(Drills.seq(event)).as("%s", event).isEqualTo(next++);
        }
        event = stopped.next();
      }
      assertThat(Drills.seq(event)).isEqualTo(next);
      assertThat(lost).as("the window has passed it by").isPositive();
      assertThat(http.get("/health").ok().json().get("problems")).isEmpty();
    }
  }

  private static int readers(Http http) {
    return http.get("/health").ok().json().get("readers").asInt();
  }
}
