package dev.jinx.it.cluster;

import static dev.jinx.it.cluster.Keepers.TIMEOUT;
import static dev.jinx.it.cluster.Keepers.fromNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.client.Arming;
import dev.jinx.client.Cursor;
import dev.jinx.client.Hit;
import dev.jinx.client.Waits;
import dev.jinx.client.cluster.Cluster;
import dev.jinx.client.cluster.Cut;
import dev.jinx.client.cluster.Filter;
import dev.jinx.client.cluster.Node;
import dev.jinx.client.cluster.Window;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnNewestJdk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** An unchanged ZooKeeper whose servers do not reach one another, or only slowly. */
class ZooKeeperPartitionIT {
  @OnNewestJdk
  void anIsolatedLeaderCommitsNothingAndFollowsOnceItIsHealed(Jdk jdk) {
    try (Keepers keepers = Keepers.start(jdk)) {
      isolateTheLeader(keepers);
    }
  }

  @OnNewestJdk
  void theSameOnTheLoopbackOfIpv6(Jdk jdk) {
    Assumptions.assumeTrue(hasIpv6(), "this machine has no ::1");
    try (Keepers keepers = Keepers.at(jdk, Keepers.IPV6)) {
      isolateTheLeader(keepers);
    }
  }

  private static void isolateTheLeader(Keepers keepers) {
    Cluster cluster = keepers.cluster();
    Node old = keepers.leader();
    List<Node> others = keepers.others(old);
    try (Outside client = keepers.client(old)) {
      assertThat(client.create("/before")).isEqualTo("OK");
      Waits[] elected = fromNow(others, "leads");

      Cut cut = cluster.isolate(old.name());
      client.begin("/lost");
      Node next = keepers.node(cluster.awaitAny(TIMEOUT, elected));
      try (Outside second = keepers.client(next)) {
        assertThat(second.create("/kept")).isEqualTo("OK");
      }
      // Clients are not cut off: this one is told by its server that it gave up.
      assertThat(client.result("/lost")).isEqualTo("CONNECTIONLOSS");
      assertThat(keepers.mode(old)).isEqualTo("none");

      Waits serves = fromNow(old, "serves");
      cut.heal();
      serves.awaitHit(TIMEOUT);
      cluster.eventually(TIMEOUT, () -> assertThat(client.read("/kept")).isEqualTo("OK"));
      assertThat(client.read("/lost")).isEqualTo("NONODE");
      assertThat(keepers.mode(old)).isEqualTo("follower");
    }
  }

  @OnNewestJdk
  void aFollowerThatIsNotHeardHearsTheLeaderStill(Jdk jdk) {
    try (Keepers keepers = Keepers.patient(jdk)) {
      Node leader = keepers.leader();
      Node mute = keepers.follower();
      try (Outside client = keepers.client(leader)) {
        Waits applied = fromNow(mute, "applies");
        Cut cut = keepers.cluster().partitionOneWay(mute.name(), leader.name());
        assertThat(client.create("/heard")).as("by two of three").isEqualTo("OK");
        Hit hit = applied.awaitHit(TIMEOUT);
        assertThat(hit.captured()).containsEntry("path", "/heard");
        cut.heal();
        assertThat(client.create("/after")).isEqualTo("OK");
      }
    }
  }

  @OnNewestJdk
  void aFollowerThatHearsNothingGivesUpAndCatchesUp(Jdk jdk) {
    try (Keepers keepers = Keepers.start(jdk)) {
      Node leader = keepers.leader();
      Node deaf = keepers.follower();
      try (Outside client = keepers.client(leader)) {
        Cursor begin = deaf.jinx().cursor();
        Waits ends = fromNow(deaf, "follower-ends");
        Cut cut = keepers.cluster().partitionOneWay(leader.name(), deaf.name());
        assertThat(client.create("/unheard")).as("by two of three").isEqualTo("OK");
        Hit end = ends.awaitHit(TIMEOUT);
        assertThat(deaf.jinx().seen(begin))
            .as("it applied nothing")
            .noneMatch(event -> "/unheard".equals(event.captured().get("path")));
        cut.heal();
        deaf.at("serves").after(end).awaitHit(TIMEOUT);
      }
      try (Outside reader = keepers.client(deaf)) {
        assertThat(reader.read("/unheard")).isEqualTo("OK");
      }
    }
  }

  @OnNewestJdk
  void withLossAndDelayOnEveryPathWritesGoOn(Jdk jdk) {
    try (Keepers keepers = Keepers.patient(jdk)) {
      Cluster cluster = keepers.cluster();
      Window window = cluster.window();
      try (Filter loss = cluster.armEveryPair((from, to) -> Arming.of("10%drop").seed(11));
          Filter delay = cluster.everyPair((from, to) -> "delay(100ms)");
          Outside client = keepers.client(keepers.follower())) {
        for (int i = 1; i <= 20; i++) {
          assertThat(client.create("/slow" + i)).isEqualTo("OK");
        }
        assertThat(window.events()).anyMatch(event -> event.type().equals("drop"));
        assertThat(window.events()).anyMatch(event -> event.type().equals("delay"));
      }
      for (Node node : cluster.nodes()) {
        try (Outside reader = keepers.client(node)) {
          cluster.eventually(() -> assertThat(reader.read("/slow20")).isEqualTo("OK"));
        }
      }
    }
  }

  private static boolean hasIpv6() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
      return socket.isBound();
    } catch (IOException none) {
      return false;
    }
  }
}
