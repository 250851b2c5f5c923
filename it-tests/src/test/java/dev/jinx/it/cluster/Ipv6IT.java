package dev.jinx.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.client.Cursor;
import dev.jinx.client.cluster.Cut;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnNewestJdk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;

/** Nodes on the loopback of version 6. Skipped where there is none. */
class Ipv6IT {
  @BeforeAll
  static void mustBeThere() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
      assertThat(probe.getLocalPort()).isPositive();
    } catch (SocketException none) {
      Assumptions.abort("no ::1 here: " + none.getMessage());
    }
  }

  @OnNewestJdk
  void nodesThatListenAtItAreCut(Jdk jdk) throws Exception {
    try (Gossips gossips = Gossips.at(jdk, "::1", List.of("::1", "::1", "::1"))) {
      assertThat(gossips.cluster.node("n1").listeners())
          .containsExactly("[::1]:" + gossips.ports.get(0));
      assertIsCutAndHealed(gossips);
    }
  }

  /** Those that come by version 4 are, to a listener of version 6, mapped addresses. */
  @OnNewestJdk
  void nodesThatListenAtEveryAddressAreCutWhicheverOfThemTheirPeersTake(Jdk jdk) throws Exception {
    List<String> peers = List.of("::1", "127.0.0.1", "::ffff:127.0.0.1");
    try (Gossips gossips = Gossips.at(jdk, "::", peers)) {
      assertThat(gossips.cluster.node("n1").listeners())
          .containsExactly("*:" + gossips.ports.get(0));
      assertIsCutAndHealed(gossips);
    }
  }

  private static void assertIsCutAndHealed(Gossips gossips) {
    gossips.allHearOneAnother();
    try (Cut cut = gossips.cluster.isolate("n1")) {
      gossips.talkFor("n2", "n3"); // and what was read before has been heard
      Map<String, Cursor> since = gossips.now();
      gossips.talkFor("n2", "n3");
      for (String other : List.of("n2", "n3")) {
        assertThat(gossips.hasHeard("n1", other, since.get("n1"))).as(cut.toString()).isFalse();
        assertThat(gossips.hasHeard(other, "n1", since.get(other))).as(cut.toString()).isFalse();
      }
    }
    gossips.allHearOneAnother();
  }
}
