package dev.jinx.it.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.net.Member;
import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.Launch;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.TargetJvm;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** What others learn of a process, and cut it off by; and points on connections of a YAML. */
class WhoIsWhoIT {
  private static final String NET = "/v2/error_injection/net";

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(one -> texts.add(one.asText()));
    return texts;
  }

  @OnEveryJdk
  void aProcessIsCutOffByTheAddressesThatItTells(Jdk jdk) {
    try (TargetJvm jvm = Launch.on(jdk).yaml("points: {}\n").main(Member.class).start()) {
      String[] ready =
          jvm.out().await(line -> line.startsWith("ready"), TargetJvm.PATIENCE).split(" ");
      Http http = jvm.http();
      JsonNode net = http.get(NET).ok().json();
      assertThat(net.path("listeners_known").asBoolean()).isTrue();
      assertThat(texts(net.path("addresses"))).contains("127.0.0.1");
      List<String> listeners = texts(net.path("listeners"));
      assertThat(listeners).containsExactlyInAnyOrder("127.0.0.2:" + ready[1], "*:" + ready[2]);
      assertThat(net.path("connections")).isEmpty();
      http.post(
              "/v2/error_injection/points",
              "{\"name\":\"cut\",\"method\":\"net#*(127.0.0.2:"
                  + ready[1]
                  + ")\",\"when\":\"bytes > 50 and peer =$ ':"
                  + ready[1]
                  + "'\",\"capture\":{\"twice\":\"2 * bytes\"}}")
          .ok();
      String cursor = http.enable("cut", "action=drop");
      jvm.tell("10");
      jvm.out().await("sent 10"::equals, TargetJvm.PATIENCE);
      jvm.tell("100");
      JsonNode hit = http.await("cut", "since=" + cursor);
      assertThat(hit.path("point").asText()).isEqualTo("net#write");
      JsonNode captured = hit.path("captured");
      assertThat(captured.path("peer").asText()).isEqualTo("127.0.0.2:" + ready[1]);
      assertThat(captured.path("direction").asText()).isEqualTo("out");
      assertThat(captured.path("bytes").asLong()).isEqualTo(100);
      assertThat(captured.path("twice").asLong()).isEqualTo(200);
      // The event is told before what it tells is done.
      JsonNode cut =
          Awaitility.await()
              .atMost(TargetJvm.PATIENCE)
              .until(
                  () -> http.get(NET).ok().json().path("connections").path(0),
                  connection -> connection.path("held").asLong() == 100);
      assertThat(cut.path("connection").asLong()).isEqualTo(captured.path("connection").asLong());
      assertThat(cut.path("peer").asText()).isEqualTo("127.0.0.2:" + ready[1]);
      assertThat(cut.path("local").asText()).isEqualTo(captured.path("local").asText());
      assertThat(texts(cut.path("points"))).containsExactly("cut");
      http.disable("cut");
      jvm.out().await("sent 100"::equals, TargetJvm.PATIENCE);
      Awaitility.await()
          .atMost(TargetJvm.PATIENCE)
          .until(
              () ->
                  http.get(NET).ok().json().path("connections").path(0).path("held").asLong() == 0);
      assertThat(http.get("/health").ok().json().path("problems")).isEmpty();
    }
  }

  @OnEveryJdk
  void aPointOfTheYamlIsThereFromTheFirstInstruction(Jdk jdk) {
    String yaml =
        """
        points:
          no-members:
            method: net#connect(127.0.0.2)
            action: refuse
            enabled: true
        """;
    try (TargetJvm jvm = Launch.on(jdk).yaml(yaml).main(Member.class).start()) {
      jvm.out().await("failed Connection refused"::equals, TargetJvm.PATIENCE);
      assertThat(jvm.awaitExit()).isZero();
    }
  }

  @OnEveryJdk
  void whatCannotBeOnConnectionsIsRefusedWithTheReason(Jdk jdk) {
    try (TargetJvm jvm = Launch.on(jdk).yaml("points: {}\n").main(Member.class).start()) {
      Http http = jvm.http();
      assertThat(refusal(http, "\"method\":\"net#wirte(n2:2888)\""))
          .contains("did you mean 'write'?", "\"column\":5");
      assertThat(refusal(http, "\"method\":\"net#write\",\"at\":\"exit\""))
          .contains("a point on connections has no position; leave out 'at'");
      assertThat(refusal(http, "\"method\":\"net#write\",\"when\":\"args[0] == 1\""))
          .contains("'args' is known at points in methods");
      assertThat(refusal(http, "\"method\":\"net#write\",\"action\":\"return(3)\""))
          .contains("return cannot leave net#write: a connection has no value");
      assertThat(http.points()).isEmpty();
    }
  }

  private static String refusal(Http http, String keys) {
    Http.Answer answer = http.post("/v2/error_injection/points", "{\"name\":\"x\"," + keys + "}");
    assertThat(answer.status()).isEqualTo(400);
    return answer.body();
  }
}
