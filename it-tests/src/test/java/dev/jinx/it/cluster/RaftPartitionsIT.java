package dev.jinx.it.cluster;

import static dev.jinx.it.cluster.Rafts.TIMEOUT;
import static dev.jinx.it.cluster.Rafts.fromNow;
import static dev.jinx.it.cluster.Rafts.names;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.client.Waits;
import dev.jinx.client.cluster.Cluster;
import dev.jinx.client.cluster.Cut;
import dev.jinx.client.cluster.Node;
import dev.jinx.client.cluster.Window;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnNewestJdk;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A Raft group is cut in all the ways that its algorithm is made for. */
class RaftPartitionsIT {
  @OnNewestJdk
  void anIsolatedLeaderLosesItsOfficeAndWhatItAloneTook(Jdk jdk) throws Exception {
    try (Rafts rafts = Rafts.start(jdk, 3)) {
      Node old = rafts.agree("before");
      List<Node> others = rafts.others(old);
      Waits[] elected = fromNow(others, "leads");
      Cut cut = rafts.cluster().isolate(old.name());
      CompletableFuture<String> lost = rafts.begin(old, "lost");
      rafts.cluster().awaitAny(TIMEOUT, elected);
      rafts.agree(others, "kept");
      assertThat(lost.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isNotEqualTo("OK");
      cut.heal();
      assertThat(rafts.awaitSame("before", "kept")).doesNotContain("lost");
    }
  }

  @OnNewestJdk
  void aLeaderInTheMajorityStaysLeader(Jdk jdk) {
    try (Rafts rafts = Rafts.steady(jdk, 5)) {
      Node leader = rafts.leader();
      List<Node> minority = rafts.others(leader).subList(0, 2);
      List<Node> majority = rafts.others(minority.get(0), minority.get(1));
      Window window = rafts.cluster().window();
      Waits[] overdue = fromNow(minority, "overdue");
      Cut cut = rafts.cluster().partition(names(minority), names(majority));
      assertThat(rafts.put(leader, "one")).isEqualTo("OK");
      rafts.cluster().awaitQuorum(2, TIMEOUT, overdue);
      assertThat(rafts.put(leader, "two")).isEqualTo("OK");
      assertThat(rafts.ask(minority.get(0), "local")).startsWith("[").doesNotContain("one");
      cut.heal();
      rafts.awaitSame("one", "two");
      assertThat(window.events()).noneMatch(event -> event.injection().equals("leads"));
    }
  }

  @OnNewestJdk
  void aLeaderInTheMinorityIsReplaced(Jdk jdk) throws Exception {
    try (Rafts rafts = Rafts.start(jdk, 5)) {
      Node old = rafts.leader();
      Node with = rafts.others(old).get(0);
      List<Node> majority = rafts.others(old, with);
      Waits[] elected = fromNow(majority, "leads");
      Cut cut = rafts.cluster().partition(List.of(old.name(), with.name()), names(majority));
      CompletableFuture<String> lost = rafts.begin(old, "lost");
      rafts.cluster().awaitAny(TIMEOUT, elected);
      rafts.agree(majority, "kept");
      assertThat(lost.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isNotEqualTo("OK");
      cut.heal();
      assertThat(rafts.awaitSame("kept")).doesNotContain("lost");
    }
  }

  @OnNewestJdk
  void aBridgeBetweenTwoHalvesIsEnoughToAgree(Jdk jdk) {
    try (Rafts rafts = Rafts.start(jdk, 5)) {
      try (Cut cut = rafts.cluster().bridge("n3")) {
        rafts.agree(rafts.cluster().nodes(), "over-the-bridge");
      }
      rafts.awaitSame("over-the-bridge");
    }
  }

  @OnNewestJdk
  void aRingOfOverlappingMajoritiesAgrees(Jdk jdk) {
    try (Rafts rafts = Rafts.start(jdk, 5)) {
      try (Cut cut = rafts.cluster().ring()) {
        rafts.agree(rafts.cluster().nodes(), "around-the-ring");
      }
      rafts.awaitSame("around-the-ring");
    }
  }

  @OnNewestJdk
  void aLeaderThatIsHeardButHearsNobodyIsReplaced(Jdk jdk) {
    try (Rafts rafts = Rafts.start(jdk, 3)) {
      Node deaf = rafts.leader();
      List<Node> others = rafts.others(deaf);
      Waits[] elected = fromNow(others, "leads");
      Cut cut = rafts.cluster().partitionOneWay(names(others), List.of(deaf.name()));
      rafts.cluster().awaitAny(TIMEOUT, elected);
      rafts.agree(others, "without-it");
      cut.heal();
      rafts.awaitSame("without-it");
    }
  }

  @OnNewestJdk
  void aStaleLeaderReadsOnlyWhatItMay(Jdk jdk) {
    try (Rafts rafts = Rafts.start(jdk, 3)) {
      Node old = rafts.agree("before");
      Waits[] elected = fromNow(rafts.others(old), "leads");
      Cut cut = rafts.cluster().isolate(old.name());
      rafts.cluster().awaitAny(TIMEOUT, elected);
      rafts.agree(rafts.others(old), "after");
      assertThat(rafts.ask(old, "local"))
          .as("old, and said to be")
          .contains("before")
          .doesNotContain("after");
      // Its lease counts from what it handled last, so that it may end a little after an election.
      rafts
          .cluster()
          .eventually(
              TIMEOUT, () -> assertThat(rafts.ask(old, "lease")).isEqualTo("NotLeaderException"));
      assertThat(rafts.ask(old, "read")).isEqualTo("NotLeaderException");
      rafts
          .cluster()
          .eventually(
              TIMEOUT,
              () ->
                  assertThat(rafts.others(old))
                      .extracting(node -> rafts.ask(node, "read"))
                      .anyMatch(read -> read.contains("before, after")));
      cut.heal();
      rafts.awaitSame("before", "after");
    }
  }

  @OnNewestJdk
  void membersThatRestartOneAfterTheOtherLoseNothing(Jdk jdk) {
    try (Rafts rafts = Rafts.start(jdk, 3)) {
      Cluster cluster = rafts.cluster();
      for (Node node : cluster.nodes()) {
        cluster.process(node.name()).kill();
        rafts.agree(rafts.others(node), "without-" + node.name());
        cluster.process(node.name()).restart();
        rafts.leader();
      }
      rafts.awaitSame("without-n1", "without-n2", "without-n3");
    }
  }

  @OnNewestJdk
  void membersThatRestartUnderACutStayCut(Jdk jdk) {
    try (Rafts rafts = Rafts.start(jdk, 5)) {
      Cluster cluster = rafts.cluster();
      Node alone = cluster.node("n5");
      List<Node> others = rafts.others(alone);
      Cut cut = cluster.isolate("n5");
      for (Node node : others) {
        cluster.process(node.name()).restart();
        rafts.agree(others, "after-" + node.name());
      }
      assertThat(rafts.ask(alone, "local")).startsWith("[").doesNotContain("after-");
      cut.heal();
      rafts.awaitSame("after-n1", "after-n2", "after-n3", "after-n4");
    }
  }
}
