package dev.jinx.it.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.net.Lines;
import dev.jinx.it.Jdk;
import dev.jinx.it.Launch;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** What those see who connect while points are there. */
class ConnectIT {
  @TempDir Path directory;

  private static final List<String> WAYS =
      List.of("socket", "adaptor", "channel", "selector", "inet-selector");

  @OnEveryJdk
  void whoConnectsDuringACutWaitsAndIsThereOnceItIsHealed(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer()) {
      net.declare("cut", "net#connect(" + peer.address() + ")");
      String cursor = net.enable("cut", "drop");
      for (String way : ways(jdk)) {
        open(net, way, peer, 0);
        cursor = net.hit("cut", cursor, "connect").path("id").asText();
      }
      assertThat(peer.hasMore()).isFalse();
      for (String way : ways(jdk)) {
        assertThat(net.hasSaid(way, "open")).as(way).isFalse();
      }
      net.heal("cut");
      for (String way : ways(jdk)) {
        net.answer(way, "open", "ok");
        peer.next().send(1000);
      }
      for (String way : ways(jdk)) {
        net.tell(way, "recv 1000");
        net.answer(way, "recv", "ok");
      }
      net.assertSound();
    }
  }

  @OnEveryJdk
  void whoConnectsWithATimeLimitIsToldThatItIsOver(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer()) {
      net.declare("cut", "net#connect(" + peer.address() + ")");
      net.enable("cut", "drop");
      for (String way : List.of("socket", "adaptor")) {
        open(net, way, peer, 50);
        net.answer(way, "open", "java.net.SocketTimeoutException: ");
      }
      assertThat(peer.hasMore()).isFalse();
      net.assertSound();
    }
  }

  @OnEveryJdk
  void whoIsRefusedIsToldSo(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer()) {
      net.declare("cut", "net#*(" + peer.address() + ")");
      net.enable("cut", "refuse");
      for (String way : ways(jdk)) {
        open(net, way, peer, 0);
        net.answer(way, "open", "java.net.ConnectException: Connection refused");
      }
      assertThat(peer.hasMore()).isFalse();
      net.heal("cut");
      net.open("again", "socket", peer);
      net.assertSound();
    }
  }

  @OnEveryJdk
  void whoIsDelayedConnectsLater(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer()) {
      net.declare("cut", "net#connect(" + peer.address() + ")");
      net.enable("cut", "delay(50ms)");
      for (String way : ways(jdk)) {
        open(net, way, peer, 0);
        net.answer(way, "open", "ok");
        peer.next();
      }
      assertThat(net.http.enters("cut")).isEqualTo(ways(jdk).size());
      net.assertSound();
    }
  }

  @OnEveryJdk
  void whoseFirstAttemptsAreLostConnectsMoreThanASecondLater(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peers peers = new Peers()) {
      for (String way : ways(jdk)) {
        net.declare("cut-" + way, "net#connect(" + peers.of(way).address() + ")");
        net.enable("cut-" + way, "3*drop");
      }
      // Sent again after 200, 400 and 800 ms, and by nothing else: no arm changes meanwhile.
      for (String way : ways(jdk)) {
        open(net, way, peers.of(way), 0);
      }
      for (String way : ways(jdk)) {
        net.answer(way, "open", "ok");
        peers.of(way).next();
      }
      net.assertSound();
    }
  }

  @OnEveryJdk
  void aPortThatNobodyListensOnIsRefusedAfterHealing(Jdk jdk) throws Exception {
    int port = Ports.free();
    try (Network net = Network.start(jdk)) {
      net.declare("cut", "net#connect(127.0.0.1:" + port + ")");
      String cursor = net.enable("cut", "drop");
      for (String way : ways(jdk)) {
        open(net, way, port, 0);
        cursor = net.hit("cut", cursor, "connect").path("id").asText();
      }
      net.heal("cut");
      for (String way : ways(jdk)) {
        net.answer(way, "open", "java.net.ConnectException: Connection refused");
      }
      net.assertSound();
    }
  }

  @OnEveryJdk
  void whoAsksLateWhetherAConnectionWasRefusedIsToldSo(Jdk jdk) throws Exception {
    int port = Ports.free();
    try (Network net = Network.start(jdk);
        Peer other = new Peer()) {
      net.declare("cut", "net#connect(127.0.0.1:" + port + ")");
      Far marker = net.open("marker", "channel", other);
      String cursor = net.enable("cut", "drop");
      net.tell("line", "begin selector 127.0.0.1 " + port);
      net.hit("cut", cursor, "connect");
      net.answer("line", "begin", "ok");
      // From here on a thread of the agent's has to wait for the kernel's answer, and hears it.
      net.tell("line", "block");
      net.answer("line", "block", "ok");
      net.heal("cut");
      // Until nothing else keeps the gates open.
      CutIT.exchange(net, "marker", marker, 8_000_000);
      net.tell("line", "attempt");
      net.answer("line", "attempt", "java.net.ConnectException: Connection refused");
      net.assertSound();
    }
  }

  @OnEveryJdk
  void whoConnectsToNoAddressConnectsToThisMachineThoughItHasNoName(Jdk jdk) throws Exception {
    Path hosts = Files.writeString(directory.resolve("hosts-" + jdk.feature()), "127.0.0.1 one\n");
    Launch launch = Launch.on(jdk).jvm("-Djdk.net.hosts.file=" + hosts).main(Lines.class);
    try (Network net = Network.start(launch);
        Peer peer = new Peer()) {
      net.declare("cut", "net#connect(" + peer.address() + ")");
      for (String way : List.of("adaptor", "channel", "selector")) {
        String cursor = net.enable("cut", "drop");
        net.tell(way, "open " + way + " 0.0.0.0 " + peer.port() + " 0");
        net.hit("cut", cursor, "connect");
        assertThat(peer.hasMore()).isFalse();
        net.heal("cut");
        net.answer(way, "open", "ok");
        peer.next().send(1000);
        net.tell(way, "recv 1000");
        net.answer(way, "recv", "ok");
      }
      net.assertSound();
    }
  }

  private static List<String> ways(Jdk jdk) {
    return jdk.feature() < 21
        ? WAYS
        : List.of(
            "socket",
            "adaptor",
            "channel",
            "selector",
            "inet-selector",
            "virtual-socket",
            "virtual-channel",
            "virtual-selector");
  }

  private static void open(Network net, String line, Peer peer, int millis) {
    open(net, line, peer.port(), millis);
  }

  private static void open(Network net, String line, int port, int millis) {
    net.tell(line, "open " + Network.kind(line) + " 127.0.0.1 " + port + " " + millis);
  }
}
