package dev.jinx.it.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Jdk;
import dev.jinx.it.Launch;
import dev.jinx.it.NettyProgram;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.TargetJvm;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/** What points on connections cannot touch is said, and nothing else is. */
class NativeConnectionsIT {
  private static final String ENABLE = "/v2/error_injection/injection/cut?action=drop";

  private static Network start(Jdk jdk) {
    return Network.start(
        Launch.on(jdk).classPath(NettyProgram.classPath()).main("com.acme.netty.NettyLines"));
  }

  @OnEveryJdk
  void aConnectionOfNettysNativeTransportIsTold(Jdk jdk) throws Exception {
    try (Network net = start(jdk);
        Peer peer = new Peer();
        Peer other = new Peer()) {
      net.tell("native", "open netty-epoll " + peer.host() + " " + peer.port());
      String said = net.said("native", "open");
      Assumptions.assumeFalse(said.contains("no epoll"), said);
      net.open("elsewhere", "netty-epoll", other);
      net.declare("cut", "net#*(" + peer.address() + ")");
      assertThat(unseen(net)).as("nothing is enabled").isEmpty();

      JsonNode answer = net.http.post(ENABLE).ok().json();
      assertThat(answer.path("warning").asText())
          .startsWith("1 connection that enabled points mean, to " + peer.address())
          .contains("io.netty.transport.noNative");
      assertThat(unseen(net)).containsExactly(peer.address() + " [\"cut\"]");
      assertThat(problems(net)).contains("to " + peer.address() + ", cannot be touched");

      net.declare("other", "net#connect(" + peer.address() + ")");
      String connects = "/v2/error_injection/injection/other";
      assertThat(net.http.post(connects).ok().json().has("warning")).as("of new ones").isFalse();

      net.heal("cut");
      assertThat(unseen(net)).isEmpty();
      net.assertSound();
    }
  }

  @OnEveryJdk
  void noneOfTheJdksIsTakenForOne(Jdk jdk) throws Exception {
    List<String> lines = new ArrayList<>(Network.lines(jdk));
    lines.add("netty");
    try (Network net = start(jdk);
        Peer peer = new Peer()) {
      net.declare("cut", "net#*(" + peer.address() + ")");
      for (String line : lines) {
        net.open(line, peer);
        net.tell(line, "recv 10"); // before any point is there
      }
      assertThat(net.http.post(ENABLE).ok().json().has("warning")).isFalse();
      assertThat(unseen(net)).isEmpty();
      net.assertSound();
    }
  }

  @OnEveryJdk
  void oneThatComesLaterIsToldToo(Jdk jdk) throws Exception {
    try (Network net = start(jdk);
        Peer peer = new Peer()) {
      net.declare("cut", "net#*(" + peer.address() + ")");
      assertThat(net.http.post(ENABLE).ok().json().has("warning")).isFalse();
      net.tell("native", "open netty-epoll " + peer.host() + " " + peer.port());
      String said = net.said("native", "open");
      Assumptions.assumeFalse(said.contains("no epoll"), said);
      Awaitility.await()
          .atMost(TargetJvm.PATIENCE)
          .untilAsserted(() -> assertThat(unseen(net)).hasSize(1));
    }
  }

  private static List<String> unseen(Network net) {
    List<String> unseen = new ArrayList<>();
    for (JsonNode each : net.http.get("/v2/error_injection/net").ok().json().path("unseen")) {
      unseen.add(each.path("peer").asText() + " " + each.path("points"));
    }
    return unseen;
  }

  private static String problems(Network net) {
    return net.http.get("/health").ok().json().path("problems").toString();
  }
}
