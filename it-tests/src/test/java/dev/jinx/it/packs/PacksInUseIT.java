package dev.jinx.it.packs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.Launch;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.Ports;
import dev.jinx.it.Programs;
import dev.jinx.it.Scratch;
import dev.jinx.it.TargetJvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;

/** Packs in running programs. */
class PacksInUseIT {
  /** What a server does that is alone: it elects itself, and logs and commits a new session. */
  private static final List<String> ALONE =
      List.of(
          "zookeeper.election-start",
          "zookeeper.peer-state",
          "zookeeper.leader-lead",
          "zookeeper.leader-propose",
          "zookeeper.leader-ack",
          "zookeeper.proposal-commit",
          "zookeeper.log-append",
          "zookeeper.log-commit");

  private static final String ADD =
      """
      packs: [ zookeeper, jdk, ./own.yaml ]
      points:
        jdk.file-move: { enabled: true, capture: { to: 'args[1].toString()' } }
      error_injections_at_startup:
      """;

  @OnEveryJdk
  void aServersLifeIsToldByItsPackFromTheFirstClassOn(Jdk jdk) throws IOException {
    Path home = Scratch.directory("packs");
    int clients = Ports.free();
    Files.writeString(Files.createDirectory(home.resolve("data")).resolve("myid"), "1\n");
    Files.writeString(
        home.resolve("zoo.cfg"),
        "dataDir=./data\ntickTime=500\ninitLimit=60\nsyncLimit=60\nadmin.enableServer=false\n"
            + "standaloneEnabled=false\nserver.1=127.0.0.1:%d:%d;127.0.0.1:%d\n"
                .formatted(Ports.free(), Ports.free(), clients));
    Files.writeString(
        home.resolve("own.yaml"),
        "points: { own.main: { method: org.apache.zookeeper.server.quorum.QuorumPeerMain#main } }");
    StringBuilder yaml = new StringBuilder(ADD);
    ALONE.forEach(name -> yaml.append("- ").append(name).append('\n'));
    yaml.append("- own.main\n");
    try (TargetJvm jvm =
        Launch.on(jdk)
            .directory(home)
            .yaml(yaml.toString())
            .classPath(Programs.jars("zookeeper"))
            .main("org.apache.zookeeper.server.quorum.QuorumPeerMain", "zoo.cfg")
            .start()) {
      Http http = jvm.http();
      http.await("zookeeper.leader-lead", "since=earliest");
      openSession(clients);
      for (String name : ALONE) {
        JsonNode event = http.await(name, "since=earliest");
        assertThat(event.get("captured").toString()).as(name).doesNotContain("failed");
      }
      assertThat(http.await("own.main", "since=earliest").get("hit").asInt()).isEqualTo(1);
      JsonNode proposal = http.await("zookeeper.leader-propose", "since=earliest");
      assertThat(proposal.get("captured").get("zxid").asLong()).isPositive();
      assertThat(http.await("zookeeper.peer-state", "since=earliest").get("captured").toString())
          .isEqualTo("{\"state\":\"LEADING\"}");
      assertThat(http.point("zookeeper.leader-lead").get("source").asText())
          .isEqualTo("pack zookeeper");
      assertThat(http.point("jdk.file-move").get("source").asText())
          .isEqualTo("pack jdk, jinx.yaml:3");
      assertThat(http.point("own.main").get("source").asText()).isEqualTo("pack ./own.yaml");
      assertNoneIsAmiss(http);
    }
  }

  /** As any client does, again until the server has finished its start. */
  private static void openSession(int port) {
    Awaitility.await()
        .atMost(TargetJvm.PATIENCE)
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> isAnswered(port));
  }

  private static boolean isAnswered(int port) throws IOException {
    // Length, version, last zxid, timeout, session, and a password of 16 bytes.
    ByteBuffer request = ByteBuffer.allocate(48).putInt(44).putInt(0).putLong(0).putInt(10_000);
    request.putLong(0).putInt(16);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.array());
      return socket.getInputStream().read() >= 0;
    }
  }

  private static void assertNoneIsAmiss(Http http) {
    Set<String> states = new HashSet<>();
    for (JsonNode point : http.points()) {
      String state = point.get("state").asText();
      assertThat(state).as(point.toString()).isIn("woven", "declared");
      states.add(state);
    }
    assertThat(states).contains("woven");
  }
}
