package dev.jinx.it.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jinx.client.Armed;
import dev.jinx.client.Arming;
import dev.jinx.client.Event;
import dev.jinx.client.Hit;
import dev.jinx.client.Jinx;
import dev.jinx.client.JvmDiedException;
import dev.jinx.client.Phase;
import dev.jinx.client.Waiter;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnNewestJdk;
import dev.jinx.it.TargetJvm;
import dev.jinx.it.faults.Pages;
import java.time.Duration;
import java.util.List;

/** One node's transaction log fails, hangs or kills it, and the ensemble lives on. */
class ZooKeeperFaultsIT {
  private static final String POINTS = "faults.md";
  private static final Duration timeout = TargetJvm.PATIENCE;

  @OnNewestJdk
  void theThirdCommitOfOneFollowerFailsAndTheOthersGoOn(Jdk jdk) {
    try (Ensemble ensemble = Ensemble.start(jdk, Pages.block(POINTS, "yaml"));
        Client client = Client.of(jdk, ensemble.leader())) {
      Node victim = ensemble.follower();
      List<Node> others = ensemble.others(victim);
      ensemble.awaitCommitted(1);
      List<Armed> healthy = others.stream().map(ZooKeeperFaultsIT::watchCommits).toList();
      Jinx jinx = victim.jinx();
      Armed commit =
          jinx.point("txn-commit")
              .enable("2*off->1*throw(java.io.IOException, \"disk full\")->off");
      Armed again = jinx.point("follower-begins").enable("pause(60s)");

      assertThat(client.create("/one")).isEqualTo("OK");
      ensemble.awaitCommitted(2);
      assertThat(client.create("/two")).isEqualTo("OK");
      ensemble.awaitCommitted(3);
      assertThat(client.create("/three")).isEqualTo("OK");

      Hit third = commit.awaitHit(timeout);
      assertThat(third.number()).isEqualTo(3);
      assertThat(third.event().action()).startsWith("throw(java.io.IOException");
      assertThat(third.thread().name()).startsWith("SyncThread:");
      jinx.point("follower-ends").after(third).awaitHit(timeout);
      Hit back = again.awaitParked(timeout);

      assertThat(client.create("/four")).as("by two of three").isEqualTo("OK");
      for (Armed commits : healthy) {
        assertThat(commits.awaitCount(4, timeout))
            .allSatisfy(hit -> assertThat(hit.event().action()).isEqualTo("observe"));
      }

      back.release();
      jinx.point("serving").after(back).awaitHit(timeout);
      try (Client reader = Client.of(jdk, victim)) {
        assertThat(reader.read("/three")).isEqualTo("OK");
        assertThat(reader.read("/four")).isEqualTo("OK");
      }
    }
  }

  @OnNewestJdk
  void aHeldCommitFailsWhenItIsReleasedSo(Jdk jdk) {
    try (Ensemble ensemble = Ensemble.start(jdk, Pages.block(POINTS, "yaml"));
        Client client = Client.of(jdk, ensemble.leader())) {
      Node victim = ensemble.follower();
      ensemble.awaitCommitted(1);
      Jinx jinx = victim.jinx();
      Armed commit = jinx.point("txn-commit").enable(Arming.of("pause(60s)").oneShot());

      assertThat(client.create("/held")).as("by two of three").isEqualTo("OK");

      Hit hit = commit.awaitParked(timeout);
      assertThat(jinx.point("txn-commit").waiters()).hasSize(1);
      Waiter waiter = jinx.point("txn-commit").waiters().get(0);
      assertThat(waiter.thread().name()).startsWith("SyncThread:");
      assertThat(waiter.stack().get(0))
          .startsWith("org.apache.zookeeper.server.persistence.FileTxnLog.commit(");
      assertThat(waiter.hit()).isEqualTo(hit.number());

      hit.release("throw(java.io.IOException, \"disk full\")");
      Event released = hit.awaitEnd(timeout);
      assertThat(released.phase()).isEqualTo(Phase.RELEASED);
      assertThat(released.outcome()).isEqualTo("throw(java.io.IOException, \"disk full\")");
      jinx.point("follower-ends").after(released).awaitHit(timeout);
      assertThat(client.create("/after")).isEqualTo("OK");
    }
  }

  @OnNewestJdk
  void aNodeDiesInItsCommitAndTheStreamSaysSo(Jdk jdk) throws Exception {
    try (Ensemble ensemble = Ensemble.start(jdk, Pages.block(POINTS, "yaml"));
        Client client = Client.of(jdk, ensemble.leader())) {
      Node victim = ensemble.follower();
      assertThat(client.create("/before")).isEqualTo("OK");
      ensemble.awaitCommitted(2);
      Jinx jinx = victim.jinx();
      Armed commit = jinx.point("txn-commit").enable("halt(137)");

      assertThat(client.create("/last")).as("by two of three").isEqualTo("OK");

      Hit last = commit.awaitHit(timeout);
      assertThat(last.event().action()).isEqualTo("halt(137)");
      assertThat(last.thread().name()).startsWith("SyncThread:");
      assertThatThrownBy(() -> commit.after(last).awaitHit(timeout))
          .isInstanceOf(JvmDiedException.class);
      assertThat(victim.jvm().awaitExit()).isEqualTo(137);

      assertThat(victim.logHolds("/before")).isTrue();
      assertThat(victim.logHolds("/last")).as("it died before the flush").isFalse();
      assertThat(client.create("/after")).isEqualTo("OK");
      for (Node node : ensemble.others(victim)) {
        node.awaitCommitted(4);
        assertThat(node.logHolds("/last")).isTrue();
      }
    }
  }

  private static Armed watchCommits(Node node) {
    return node.jinx().point("txn-commit").enable("observe");
  }
}
