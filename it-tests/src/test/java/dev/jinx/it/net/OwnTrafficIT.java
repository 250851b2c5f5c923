package dev.jinx.it.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.Sse;

/** The agent's own connections belong to no point, whatever it says. */
class OwnTrafficIT {
  @OnEveryJdk
  void theServerAnswersWhileEveryConnectionIsCut(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer()) {
      net.declare("everything", "net#*");
      Far far = net.open("socket", peer);
      Far polled = net.open("selector", peer);
      try (Sse events = net.http.events("since=latest")) {
        String cursor = net.enable("everything", "drop");
        net.tell("socket", "send 100");
        net.tell("selector", "send 100");
        net.hit("everything", cursor, "write");
        for (int i = 0; i < 100; i++) {
          // A connection of its own each time: it is accepted, read, written and closed.
          Http fresh = new Http("http://" + net.jvm.address());
          assertThat(fresh.get("/health").status()).isEqualTo(200);
          assertThat(fresh.points().size()).isEqualTo(1);
        }
        while (!events.next().path("phase").asText().equals("hit")) {
          // What tells of arming comes first.
          continue;
        }
      }
      assertThat(far.available() + polled.available()).isZero();
      for (var event : net.http.get("/v2/error_injection/events?since=earliest&follow=false").body().split("\n")) {
        assertThat(event).doesNotContain("\"local\":\"" + net.jvm.address() + "\"");
      }
      net.heal("everything");
      assertThat(far.receive(100) + polled.receive(100)).isEqualTo(200);
      net.assertSound();
    }
  }
}
