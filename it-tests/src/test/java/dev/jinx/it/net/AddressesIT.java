package dev.jinx.it.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** Connections are meant by their addresses, of version 6, of version 4, and of that within 6. */
class AddressesIT {
  private static Peer peerAtVersion6() {
    try {
      return new Peer(Far::new, "::1");
    } catch (UncheckedIOException none) {
      if (none.getCause() instanceof BindException) {
        Assumptions.abort("no ::1 here: " + none.getMessage());
      }
      throw none;
    }
  }

  @OnEveryJdk
  void connectionsOverTheLoopbackOfVersion6AreCut(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = peerAtVersion6();
        Peer other = new Peer()) {
      net.declare("cut", "net#*([::1]:" + peer.port() + ")");
      net.declare("all", "net#*([::]/0)");
      String cursor = net.enable("all", "observe");
      Far marker = net.open("marker", "channel", other);
      Map<String, Far> fars = new LinkedHashMap<>();
      for (String line : Network.lines(jdk)) {
        fars.put(line, net.open(line, peer));
        assertThat(net.hit("all", cursor, "connect").path("captured").path("peer").asText())
            .isEqualTo("[::1]:" + peer.port());
      }
      cutAndHeal(net, fars, marker);
    }
  }

  @OnEveryJdk
  void connectionsOfVersion4AreCutByTheirMappedAddress(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer();
        Peer other = new Peer()) {
      net.declare("cut", "net#*([::ffff:127.0.0.1]:" + peer.port() + ")");
      Far marker = net.open("marker", "channel", other);
      Map<String, Far> fars = new LinkedHashMap<>();
      for (String line : Network.lines(jdk)) {
        fars.put(line, net.open(line, peer));
      }
      cutAndHeal(net, fars, marker);
    }
  }

  private static void cutAndHeal(Network net, Map<String, Far> fars, Far marker) throws Exception {
    String cursor = net.enable("cut", "drop");
    for (Map.Entry<String, Far> one : fars.entrySet()) {
      net.tell(one.getKey(), "send 1000");
      net.answer(one.getKey(), "send", "ok");
      net.tell(one.getKey(), "recv 1000");
      one.getValue().send(1000);
    }
    net.hit("cut", cursor, "read");
    net.hit("cut", cursor, "write");
    CutIT.exchange(net, "marker", marker, 1_000_000);
    for (Map.Entry<String, Far> one : fars.entrySet()) {
      assertThat(one.getValue().available()).as(one.getKey()).isZero();
      assertThat(net.hasSaid(one.getKey(), "recv")).as(one.getKey()).isFalse();
    }
    net.heal("cut");
    for (Map.Entry<String, Far> one : fars.entrySet()) {
      assertThat(one.getValue().receive(1000)).as(one.getKey()).isEqualTo(1000);
      net.answer(one.getKey(), "recv", "ok");
    }
    net.assertSound();
  }
}
