package dev.jinx.it.cluster;

import static dev.jinx.it.cluster.Rafts.NO_SNAPSHOTS;
import static dev.jinx.it.cluster.Rafts.TIMEOUT;
import static dev.jinx.it.cluster.Rafts.fromNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.client.Armed;
import dev.jinx.client.Arming;
import dev.jinx.client.Hit;
import dev.jinx.client.Phase;
import dev.jinx.client.Waits;
import dev.jinx.client.cluster.Cluster;
import dev.jinx.client.cluster.Filter;
import dev.jinx.client.cluster.MessageFilter;
import dev.jinx.client.cluster.Node;
import dev.jinx.client.cluster.Window;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnNewestJdk;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Messages of a Raft group are lost, late or in another order: all of them, or those of a kind. */
class RaftMessagesIT {
  private static final String HANDLES =
      "io.microraft.impl.RaftNodeImpl#handle(io.microraft.model.message.RaftMessage)";
  private static final String IS_SNAPSHOT =
      "args[0].class.simpleName == 'DefaultInstallSnapshotRequestOrBuilder'";
  private static final String IS_ACK =
      "args[0].class.simpleName == 'DefaultAppendEntriesSuccessResponseOrBuilder'";
  private static final String IS_APPEND =
      "args[0].class.simpleName == 'DefaultAppendEntriesRequestOrBuilder'";

  @OnNewestJdk
  void withLossAndDelayOnEveryPathAllIsAgreedOn(Jdk jdk) {
    try (Rafts rafts = Rafts.start(jdk, 3)) {
      Cluster cluster = rafts.cluster();
      Window window = cluster.window();
      try (Filter loss = cluster.armEveryPair((from, to) -> Arming.of("20%drop").seed(5));
          Filter delay =
              cluster.armEveryPair((from, to) -> Arming.of("delay(5ms..50ms)").seed(6))) {
        for (int i = 1; i <= 10; i++) {
          rafts.agree(cluster.nodes(), "w" + i);
        }
      }
      rafts.awaitSame("w1", "w10");
      assertThat(window.events()).anyMatch(event -> event.type().equals("drop"));
      assertThat(window.events()).anyMatch(event -> event.type().equals("delay"));
    }
  }

  @OnNewestJdk
  void aThirdOfAllMessagesMayBeLost(Jdk jdk) {
    try (Rafts rafts = Rafts.start(jdk, 3)) {
      Cluster cluster = rafts.cluster();
      try (MessageFilter lost = cluster.messages(HANDLES).seed(11).apply("33%drop")) {
        for (int i = 1; i <= 10; i++) {
          rafts.agree(cluster.nodes(), "w" + i);
        }
        cluster.nodes().forEach(node -> lost.at(node.name()).awaitHit(TIMEOUT));
      }
      rafts.awaitSame("w1", "w10");
    }
  }

  @OnNewestJdk
  void messagesInAnotherOrderDoNoHarm(Jdk jdk) {
    try (Rafts rafts = Rafts.start(jdk, 3)) {
      Cluster cluster = rafts.cluster();
      for (Node node : cluster.nodes()) {
        node.at("handles").enable(Arming.of("30%reorder(2)->20%defer(1ms..30ms)").seed(7));
      }
      for (int i = 1; i <= 20; i++) {
        rafts.agree(cluster.nodes(), "w" + i);
      }
      cluster.nodes().forEach(node -> node.at("handles").disable());
      rafts.awaitSame("w1", "w20");
    }
  }

  @OnNewestJdk
  void messagesThatComeTwiceCountOnce(Jdk jdk) {
    try (Rafts rafts = Rafts.patient(jdk, 3, NO_SNAPSHOTS)) {
      Cluster cluster = rafts.cluster();
      Node leader = rafts.leader();
      cluster.nodes().forEach(node -> node.at("handles").enable("duplicate"));
      for (int i = 1; i <= 5; i++) {
        assertThat(rafts.put(leader, "w" + i)).isEqualTo("OK");
      }
      assertThat(rafts.awaitSame("w5")).containsExactly("w1", "w2", "w3", "w4", "w5");
    }
  }

  @OnNewestJdk
  void aFollowerWhoseHeartbeatsAreHeldCanNotUnseatTheLeader(Jdk jdk) {
    try (Rafts rafts = Rafts.steady(jdk, 3)) {
      Node leader = rafts.leader();
      Node late = rafts.others(leader).get(0);
      Window window = rafts.cluster().window();
      Waits overdue = fromNow(List.of(late), "overdue")[0];
      Armed held = late.at("handles").enable(Arming.of("hold(2m)").when(IS_APPEND));
      assertThat(rafts.put(leader, "one")).as("by two of three").isEqualTo("OK");
      overdue.awaitHit(TIMEOUT);
      assertThat(rafts.put(leader, "two")).isEqualTo("OK");
      held.release();
      held.disable();
      rafts.awaitSame("one", "two");
      assertThat(window.events()).noneMatch(event -> event.injection().equals("leads"));
    }
  }

  @OnNewestJdk
  void appendsThatAreLostAreSentAgain(Jdk jdk) {
    try (Rafts rafts = Rafts.patient(jdk, 3, NO_SNAPSHOTS)) {
      Node leader = rafts.leader();
      String full = "size(args[0].logEntries) > 0";
      List<Armed> lost =
          rafts.others(leader).stream()
              .map(node -> node.at("appends").enable(Arming.of("1*drop->observe").when(full)))
              .toList();
      CompletableFuture<String> put = rafts.begin(leader, "stubborn");
      for (Armed appends : lost) {
        List<Hit> hits = appends.awaitCount(2, TIMEOUT);
        assertThat(hits).extracting(hit -> hit.event().type()).containsExactly("drop", "observe");
      }
      assertThat(put.join()).isEqualTo("OK");
      rafts.awaitSame("stubborn");
    }
  }

  @OnNewestJdk
  void aWordIsAgreedOnOnceTheHeldAcksAreLetGo(Jdk jdk) {
    try (Rafts rafts = Rafts.patient(jdk, 3, NO_SNAPSHOTS)) {
      Node leader = rafts.agree("one");
      rafts.awaitSame("one");
      Hit known = leader.at("acks").enable("observe").awaitHit(TIMEOUT); // of a heartbeat
      String more = IS_ACK + " and args[0].lastLogIndex > " + known.captured().get("index");
      Armed acks = leader.at("handles").enable(Arming.of("hold(2m)").when(more));
      CompletableFuture<String> put = rafts.begin(leader, "held");
      acks.awaitParked(TIMEOUT);
      assertThat(rafts.ask(leader, "local")).startsWith("[").doesNotContain("held");
      assertThat(put).isNotDone();
      acks.disable();
      assertThat(put.join()).isEqualTo("OK");
    }
  }

  @OnNewestJdk
  void aSnapshotThatIsLostIsSentAgain(Jdk jdk) {
    try (Rafts rafts = Rafts.patient(jdk, 3, 10)) {
      Cluster cluster = rafts.cluster();
      Node leader = rafts.leader();
      Node behind = rafts.others(leader).get(0);
      Armed snapshots = behind.at("installs").enable("1*drop->observe");
      try (var cut = cluster.isolate(behind.name())) {
        for (int i = 1; i <= 25; i++) {
          assertThat(rafts.put(leader, "w" + i)).isEqualTo("OK");
        }
      }
      List<Hit> hits = snapshots.awaitCount(2, TIMEOUT);
      assertThat(hits.get(0).event().type()).isEqualTo("drop");
      rafts.awaitSame("w1", "w25");
    }
  }

  @OnNewestJdk
  void aSnapshotThatIsHeldIsOvertaken(Jdk jdk) {
    try (Rafts rafts = Rafts.patient(jdk, 3, 10)) {
      Cluster cluster = rafts.cluster();
      Node leader = rafts.leader();
      Node behind = rafts.others(leader).get(0);
      Armed snapshots =
          behind.at("handles").enable(Arming.of("1*hold(2m)->observe").when(IS_SNAPSHOT));
      try (var cut = cluster.isolate(behind.name())) {
        for (int i = 1; i <= 25; i++) {
          assertThat(rafts.put(leader, "w" + i)).isEqualTo("OK");
        }
      }
      Hit held = snapshots.awaitParked(TIMEOUT);
      snapshots.after(held).awaitHit(TIMEOUT);
      rafts.awaitSame("w1", "w25");
      held.release();
      assertThat(held.awaitEnd(TIMEOUT).phase()).isEqualTo(Phase.RELEASED);
      assertThat(rafts.put(leader, "w26")).isEqualTo("OK");
      rafts.awaitSame("w1", "w26");
    }
  }

  @OnNewestJdk
  void heartbeatsWithoutTheirCommitLeaveAFollowerBehind(Jdk jdk) {
    try (Rafts rafts = Rafts.patient(jdk, 3, NO_SNAPSHOTS)) {
      Node leader = rafts.leader();
      Node behind = rafts.others(leader).get(0);
      rafts.agree(List.of(leader), "one");
      rafts.awaitSame("one");
      Armed erased = behind.at("appends").enable("call(com.acme.raft.Changes#eraseCommit)");
      assertThat(rafts.put(leader, "two")).as("all three have it").isEqualTo("OK");
      erased.awaitCount(3, TIMEOUT);
      assertThat(rafts.ask(behind, "local")).as("not told that it is agreed").isEqualTo("[one]");
      erased.disable();
      rafts.awaitSame("one", "two");
    }
  }
}
