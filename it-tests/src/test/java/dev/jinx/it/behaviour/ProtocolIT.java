package dev.jinx.it.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.Sse;
import dev.jinx.it.TargetJvm;
import java.net.http.HttpRequest;

/** The wire of the packaged server, where its own tests cannot go: with real hits behind it. */
class ProtocolIT {
  private static final int MEBIBYTE = 1 << 20;

  @OnEveryJdk
  void parametersOfAMebibyteAreTakenAndMoreAreRefused(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      String frame = "{\"why\":\"\"}";
      String full = "{\"why\":\"" + "x".repeat(MEBIBYTE - frame.length()) + "\"}";
      JsonNode armed =
          http.post(Drills.INJECTION + "a?action=observe&one_shot=True", full).ok().json();
      Drills.order(jvm, "a 2");
      JsonNode event = http.await("a", "since=" + armed.get("cursor").asText());
      assertThat(event.path("parameters").path("why").asText().length())
          .as("cut in events")
          .isBetween(1, 4096);
      assertThat(http.enters("a")).as("one_shot in any case").isEqualTo(1);

      Http.Answer refused = http.post(Drills.INJECTION + "a", full + " ");
      assertThat(refused.status()).isEqualTo(413);
      assertThat(refused.whole().headers().firstValue("Content-Type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    }
  }

  @OnEveryJdk
  void aStreamBeginsWhereItsReaderSays(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      String cursor = http.enable("a", "action=observe");
      Drills.order(jvm, "a 5");
      assertThat(http.enters("a")).isEqualTo(5);
      String third = http.await("a", "count=3&since=" + cursor).path("id").asText();
      try (Sse earliest = http.events("since=earliest");
          Sse after = http.events("since=" + third)) {
        assertThat(earliest.next().path("hit").asInt()).isEqualTo(1);
        assertThat(after.next().path("hit").asInt()).isEqualTo(4);
      }
      String events = "/v2/error_injection/events?since=";
      String ahead = cursor.substring(0, cursor.lastIndexOf('.')) + ".999999";
      for (String wrong : new String[] {"yesterday", "elsewhere@1.1", ahead}) {
        Http.Answer refused = http.get(events + wrong);
        assertThat(refused.status()).as(wrong).isEqualTo(400);
        assertThat(refused.json().path("detail").asText()).isNotEmpty();
      }
    }
  }

  /** What a browser does that comes back: its header wins, and is never answered with a 4xx. */
  @OnEveryJdk
  void aReaderThatComesBackAfterARestartIsToldOfTheGap(Jdk jdk) {
    String old;
    try (TargetJvm jvm = Drills.start(jdk)) {
      old = jvm.http().enable("a", "action=observe");
    }
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      http.enable("a", "action=observe");
      Drills.order(jvm, "a 1");
      assertThat(http.enters("a")).isEqualTo(1);
      HttpRequest.Builder request =
          HttpRequest.newBuilder(http.uri("/v2/error_injection/events?since=latest"))
              .header("Last-Event-ID", old);
      try (Sse events = Sse.open(request)) {
        Sse.Frame gap = events.nextFrame();
        assertThat(gap.event()).isEqualTo("gap");
        assertThat(events.next().path("hit").asInt()).isEqualTo(1);
      }
    }
  }
}
