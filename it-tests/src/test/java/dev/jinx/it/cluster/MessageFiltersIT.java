package dev.jinx.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jinx.client.Arming;
import dev.jinx.client.Hit;
import dev.jinx.client.Phase;
import dev.jinx.client.Point;
import dev.jinx.client.cluster.Cluster;
import dev.jinx.client.cluster.ClusterException;
import dev.jinx.client.cluster.Flag;
import dev.jinx.client.cluster.MessageFilter;
import dev.jinx.client.cluster.Messages;
import dev.jinx.client.cluster.Node;
import dev.jinx.client.cluster.Order;
import dev.jinx.client.cluster.Stage;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnNewestJdk;
import dev.jinx.it.TargetJvm;
import java.time.Duration;
import java.util.List;

/** Filters of the kit on messages, which here are calls of the method that gets what came. */
class MessageFiltersIT {
  private static final Duration TIMEOUT = TargetJvm.PATIENCE;
  private static final String HEARD = "com.acme.gossip.Gossip#heard";
  private static final String TAKES = "com.acme.gossip.Gossip#takes"; // behind it

  private static Messages of(Node node, String from) {
    return node.messages(HEARD).when("args[0] == '" + from + "'").capture("number", "args[1]");
  }

  /** What gets through at a node, from now on. */
  private static Point taken(Node node) {
    Messages all = node.messages(TAKES).capture("from", "args[0]").capture("number", "args[1]");
    return all.apply("observe").at(node.name());
  }

  private static List<Object> numbers(List<Hit> hits) {
    return hits.stream().map(hit -> hit.captured().get("number")).toList();
  }

  private static void awaitFrom(Point taken, String peer) {
    Hit last = taken.since(taken.jinx().cursor()).awaitHit(TIMEOUT);
    taken.since(last.cursor()).awaitHit(hit -> peer.equals(hit.captured().get("from")), TIMEOUT);
  }

  @OnNewestJdk
  void messagesOfAKindAreLostAndOthersAreNot(Jdk jdk) throws Exception {
    try (Gossips gossips = new Gossips(jdk)) {
      Node n1 = gossips.cluster.node("n1");
      try (MessageFilter lost = of(n1, "n2").drop()) {
        lost.at("n1").awaitCount(10, TIMEOUT);
        Point taken = taken(n1);
        List<Hit> hits = taken.awaitCount(10, TIMEOUT);
        assertThat(hits).allMatch(hit -> "n3".equals(hit.captured().get("from")));
      }
      awaitFrom(taken(n1), "n2");
      assertThatThrownBy(() -> n1.messages("com.acme.gossip.Gossip#herd").drop())
          .isInstanceOf(ClusterException.class)
          .hasMessageContaining("com.acme.gossip.Gossip#herd at n1 is missing")
          .hasMessageContaining("heard");
    }
  }

  @OnNewestJdk
  void someAreAllowedOrSkippedAndAFlagIsFollowedAtOnce(Jdk jdk) throws Exception {
    try (Gossips gossips = new Gossips(jdk)) {
      Node n1 = gossips.cluster.node("n1");
      try (MessageFilter behind = of(n1, "n2").allow(3).drop()) {
        assertThat(behind.at("n1").awaitHit(TIMEOUT).number()).isEqualTo(4);
      }
      try (MessageFilter first = of(n1, "n2").apply("3*drop->observe")) {
        assertThat(first.at("n1").awaitCount(4, TIMEOUT))
            .extracting(hit -> hit.event().type())
            .containsExactly("drop", "drop", "drop", "observe");
      }
      Flag flag = new Flag();
      try (MessageFilter lost = of(n1, "n2").whileTrue(flag).drop()) {
        Point point = lost.at("n1");
        awaitFrom(taken(n1), "n2");
        assertThat(point.enters()).isZero();
        flag.raise();
        point.awaitCount(5, TIMEOUT);
        flag.lower();
        awaitFrom(taken(n1), "n2"); // whose thread is past what it began before that
        long before = point.enters();
        awaitFrom(taken(n1), "n2");
        assertThat(point.enters()).isEqualTo(before);
      }
    }
  }

  @OnNewestJdk
  void whatIsHeldIsLetGoInAnyOrder(Jdk jdk) throws Exception {
    try (Gossips gossips = new Gossips(jdk)) {
      Node n1 = gossips.cluster.node("n1");
      Point taken = taken(n1);
      try (MessageFilter held = of(n1, "n2").apply("3*hold(2m)")) {
        List<Hit> three = held.at("n1").awaitCount(3, TIMEOUT);
        assertThat(held.at("n1").waiters()).hasSize(3);
        three.get(2).release();
        three.get(2).awaitEnd(TIMEOUT);
        List<Object> numbers = numbers(three);
        Hit last = taken.awaitHit(hit -> isOne(hit, numbers), TIMEOUT); // it goes on after its end
        three.get(1).release("drop");
        three.get(0).release();
        Hit first = taken.awaitHit(hit -> isOne(hit, numbers.subList(0, 2)), TIMEOUT);
        assertThat(numbers(List.of(last, first))).containsExactly(numbers.get(2), numbers.get(0));
      }
    }
  }

  private static boolean isOne(Hit hit, List<Object> numbers) {
    return "n2".equals(hit.captured().get("from"))
        && numbers.contains(hit.captured().get("number"));
  }

  @OnNewestJdk
  void messagesWaitForAMessageElsewhereAndTheirThreadsDoNot(Jdk jdk) throws Exception {
    try (Gossips gossips = new Gossips(jdk)) {
      Cluster cluster = gossips.cluster;
      Node n1 = cluster.node("n1");
      Flag flag = new Flag();
      Messages first = of(cluster.node("n3"), "n2").whileTrue(flag);
      try (Order order = cluster.order(first).before(of(n1, "n2"))) {
        gossips.hears("n1", "n2"); // whatever came before has been taken
        Point taken = taken(n1);
        List<Hit> hits = taken.awaitCount(10, TIMEOUT);
        assertThat(hits).allMatch(hit -> "n3".equals(hit.captured().get("from")));
        flag.raise();
        Hit second = order.await(TIMEOUT);
        assertThat(second.event().phase()).isEqualTo(Phase.PARKED);
        assertThat(second.awaitEnd(TIMEOUT).phase()).isEqualTo(Phase.RELEASED);
        awaitFrom(taken, "n2");
      }
    }
  }

  @OnNewestJdk
  void aMessagePassesFiltersInTheirOrderAndBackInReverse(Jdk jdk) throws Exception {
    try (Gossips gossips = new Gossips(jdk)) {
      Node n1 = gossips.cluster.node("n1");
      Stage around = Stage.around("observe", "observe");
      try (MessageFilter both = of(n1, "n2").pipe(around, around)) {
        List<Point> points = both.points("n1"); // before: 1, 2; after: 2, 1
        Hit all = points.get(3).awaitHit(TIMEOUT); // now each of them is armed
        Hit first = points.get(0).since(all.cursor()).awaitHit(TIMEOUT);
        Hit last = points.get(3).since(first.cursor()).awaitHit(TIMEOUT);
        assertThat(n1.jinx().seen(first.cursor()))
            .filteredOn(event -> !event.cursor().isAfter(last.cursor()))
            .filteredOn(event -> event.injection().startsWith("net.message."))
            .filteredOn(event -> event.thread().id() == first.thread().id())
            .extracting(event -> event.injection())
            .containsExactly(points.get(1).name(), points.get(2).name(), points.get(3).name());
      }
    }
  }

  @OnNewestJdk
  void aFilterForEachPairDrawsTheSameAndHoldsInTheNextLife(Jdk jdk) throws Exception {
    try (Gossips gossips = new Gossips(jdk)) {
      Cluster cluster = gossips.cluster;
      Arming lossy = Arming.of("50%drop->observe").seed(7);
      Messages heard = cluster.messages(HEARD);
      try (MessageFilter each = heard.everyPair("args[0]", (node, peer) -> lossy)) {
        List<String> draws = types(each.at("n1", "n2"));
        assertThat(draws).contains("drop", "observe");
        assertThat(types(each.at("n3", "n1"))).isEqualTo(draws);
        cluster.process("n1").restart();
        assertThat(types(each.at("n1", "n3"))).isEqualTo(draws);
        cluster.clear();
        assertThat(cluster.node("n2").jinx().points()).hasSize(1);
      }
    }
  }

  private static List<String> types(Point point) {
    return point.awaitCount(20, TIMEOUT).stream().map(hit -> hit.event().type()).toList();
  }
}
