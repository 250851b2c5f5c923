package dev.jinx.it.cluster;

import static dev.jinx.it.cluster.Keepers.TIMEOUT;
import static dev.jinx.it.cluster.Keepers.fromNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.client.Armed;
import dev.jinx.client.Arming;
import dev.jinx.client.Hit;
import dev.jinx.client.Waits;
import dev.jinx.client.cluster.Cluster;
import dev.jinx.client.cluster.Node;
import dev.jinx.client.cluster.Order;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnNewestJdk;
import java.util.List;

/** Single messages of ZooKeeper are held: the acks of proposals, by a point where they are sent. */
class ZooKeeperMessagesIT {
  /** The last ack of a session may come late, when its client has begun to write. */
  private static final Arming HELD = Arming.of("pause(5m)").when("args[0].type == 1");

  @OnNewestJdk
  void withOneAckHeldTheOtherTwoCommit(Jdk jdk) {
    try (Keepers keepers = Keepers.patient(jdk);
        Outside client = keepers.client(keepers.leader())) {
      Armed acks = keepers.follower().at("sends-ack").enable(HELD);

      client.begin("/one");

      Hit held = acks.awaitParked(TIMEOUT);
      assertThat(client.result("/one")).as("by two of three").isEqualTo("OK");
      held.release();
    }
  }

  @OnNewestJdk
  void withBothAcksHeldTheCommitWaitsUntilOneIsReleased(Jdk jdk) {
    try (Keepers keepers = Keepers.patient(jdk);
        Outside client = keepers.client(keepers.leader());
        Outside reader = keepers.client(keepers.leader())) {
      Node leader = keepers.leader();
      List<Node> followers = keepers.others(leader);
      Armed one = followers.get(0).at("sends-ack").enable(HELD);
      Armed other = followers.get(1).at("sends-ack").enable(HELD);
      Waits applied = fromNow(leader, "applies");

      client.begin("/held");

      one.awaitParked(TIMEOUT);
      Hit last = other.awaitParked(TIMEOUT);
      assertThat(reader.read("/held")).as("the leader alone is no majority").isEqualTo("NONODE");
      assertThat(client.hasResult("/held")).isFalse();
      last.release();
      assertThat(client.result("/held")).isEqualTo("OK");
      assertThat(applied.awaitHit(TIMEOUT).captured()).containsEntry("path", "/held");
    }
  }

  @OnNewestJdk
  void whatTheLeaderAppliesOneFollowerAcksOnlyAfterwards(Jdk jdk) {
    try (Keepers keepers = Keepers.patient(jdk);
        Outside client = keepers.client(keepers.leader())) {
      Cluster cluster = keepers.cluster();
      Node leader = keepers.leader();
      Node late = keepers.others(leader).get(0);
      try (Order order = cluster.order(leader.at("applies")).before(late.at("sends-ack"))) {
        client.begin("/first");
        Hit ack = order.await(TIMEOUT);
        assertThat(ack.cursor().node()).isEqualTo(late.name());
        assertThat(client.result("/first")).isEqualTo("OK");
      }
    }
  }
}
