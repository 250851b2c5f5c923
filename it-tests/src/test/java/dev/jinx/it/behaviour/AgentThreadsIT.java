package dev.jinx.it.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.Launch;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.Sse;
import dev.jinx.it.TargetJvm;
import java.util.List;

/** Points on what the agent itself calls all the time: only the application hits them. */
class AgentThreadsIT {
  private static final List<String> POINTS =
      List.of("list-add", "queue-offer", "file-write", "channel-write", "map-get", "builder");
  private static final String YAML =
      """
      log: { hits: true }
      points:
        list-add: { method: "java.util.ArrayList#add", enabled: true }
        queue-offer: { method: "java.util.concurrent.LinkedBlockingQueue#offer", enabled: true }
        file-write: { method: "java.io.FileOutputStream#write", enabled: true }
        channel-write: { method: "sun.nio.ch.SocketChannelImpl#write", enabled: true }
        map-get: { method: "java.util.HashMap#get", enabled: true }
        builder: { method: "java.lang.StringBuilder#append", enabled: true }
        gate: { method: "com.acme.drill.Steps#gate" }
      """;

  @OnEveryJdk
  void theServersOwnCallsNeitherHitNorRecurse(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(Launch.on(jdk).yaml(YAML))) {
      Http http = jvm.http();
      for (String point : POINTS) {
        assertThat(http.point(point).get("state").asText()).as(point).isEqualTo("woven");
      }
      try (Sse events = http.events("since=latest")) {
        Drills.order(jvm, "jdk");
        http.enable("gate", "action=observe");
        Drills.order(jvm, "gate 1");
        List<JsonNode> hits = Drills.until(events, "gate");
        assertThat(hits)
            .extracting(Drills::name)
            .contains("list-add", "queue-offer", "file-write", "channel-write");
        assertThat(hits).extracting(Drills::thread).noneMatch(name -> name.startsWith("jinx"));
        assertThat(hits).extracting(Drills::thread).contains("main");
      }
      assertThat(http.get("/health").ok().json().get("problems")).isEmpty();
    }
  }

  @OnEveryJdk
  void aTargetAtRestHasNoHitsHoweverMuchTheServerDoes(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(Launch.on(jdk).yaml(YAML))) {
      Http http = jvm.http();
      exercise(http);
      List<Long> before = POINTS.stream().map(http::enters).toList();
      for (int i = 0; i < 20; i++) {
        exercise(http);
      }
      assertThat(POINTS.stream().map(http::enters).toList()).isEqualTo(before);
    }
  }

  /** A pause there would stand for the whole server. */
  @OnEveryJdk
  void theServerAnswersWhileItsOwnCallsPauseWhoeverElseMakesThem(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(Launch.on(jdk).yaml(YAML))) {
      Http http = jvm.http();
      String cursor = http.enable("queue-offer", "action=pause");
      jvm.tell("jdk");
      JsonNode parked = http.await("queue-offer", "phase=parked&since=" + cursor);
      assertThat(Drills.thread(parked)).isEqualTo("main");
      http.enable("channel-write", "action=pause");
      http.enable("list-add", "action=pause");
      exercise(http);
      http.delete("/v2/error_injection/injection").ok();
      jvm.out().await("done jdk"::equals, TargetJvm.PATIENCE);
    }
  }

  private static void exercise(Http http) {
    http.points();
    http.get("/health").ok();
    http.get("/v2/error_injection/injection").ok();
    http.get("/v2/error_injection/wait?injection=gate&timeout=1ms");
    http.disable("gate");
    try (Sse events = http.events("since=earliest&injection=list*")) {
      assertThat(http.get("/nowhere").status()).isEqualTo(404);
    }
  }
}
