package dev.jinx.client.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jinx.client.Arming;
import dev.jinx.client.Jinx;
import dev.jinx.client.testing.TestAgent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MessagesTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private TestAgent n1;
  private TestAgent n2;
  private Cluster cluster;

  @BeforeEach
  void start() throws IOException {
    n1 = new TestAgent("leads");
    n2 = new TestAgent("leads").named("n2");
    cluster = Cluster.connect(n1.address(), n2.address());
  }

  @AfterEach
  void stop() {
    cluster.close();
    n1.close();
    n2.close();
  }

  /** What was declared there, as it was sent. */
  private static List<String> sent(TestAgent agent) {
    return agent.seen().stream()
        .filter(seen -> seen.method().equals("POST") && seen.path().endsWith("/points"))
        .map(seen -> seen.body().replaceFirst("\\{\"name\":\"net\\.message\\.[^\"]*\",", "{"))
        .toList();
  }

  @Test
  void saysWhichAreMeantAndWhatHappensToThem() {
    Messages acks = cluster.node("n1").messages("a.Node#onAck").when("args[0].term == 7");
    MessageFilter filter = acks.when("args[0].ok").capture("term", "args[0].term").allow(2).drop();
    assertThat(filter).hasToString("2*off->drop of a.Node#onAck at n1");
    assertThat(sent(n1))
        .containsExactly(
            "{\"method\":\"a.Node#onAck\",\"action\":\"2*off->drop\","
                + "\"when\":\"(args[0].term == 7) and (args[0].ok)\","
                + "\"capture\":{\"term\":\"args[0].term\"},"
                + "\"parameters\":{\"node\":\"n1\",\"way\":\"calls\"}}");
    assertThat(n1.declared()).containsExactly("a.Node#onAck armed");
    assertThat(n1.leases()).hasSize(1);
    assertThat(n2.declared()).isEmpty();
    filter.clear();
    assertThat(n1.declared()).isEmpty();
    assertThatThrownBy(() -> acks.allow(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void hasOnePointForEachPair() {
    Messages sent = cluster.messages("a.Node#send").when("args[1] > 3");
    MessageFilter each =
        sent.everyPair("args[0].to", (node, peer) -> Arming.of("drop").when("late").seed(7));
    assertThat(sent(n1))
        .singleElement()
        .asString()
        .contains("\"when\":\"(args[1] > 3) and (((args[0].to) == 'n2') and (late))\"")
        .contains("\"peer\":\"n2\"");
    assertThat(n2.seen())
        .filteredOn(seen -> seen.path().contains("/injection/net.message."))
        .allSatisfy(seen -> assertThat(seen.query()).containsEntry("seed", "7"));
    assertThat(each.at("n2", "n1").name()).startsWith("net.message.");
    assertThatThrownBy(() -> each.at("n2", "n3")).hasMessageContaining("no point at n2, for n3");
    cluster.clear();
    assertThat(n1.declared()).isEmpty();
  }

  @Test
  void hasWhatIsAfterInTheReverseOrder() {
    cluster
        .node("n1")
        .messages("a.Node#send")
        .pipe(Stage.around("observe", "sleep(1ms)"), Stage.around("drop", "sleep(2ms)"));
    assertThat(sent(n1))
        .extracting(each -> each.replaceAll(".*\"action\":\"([^\"]*)\".*", "$1"))
        .containsExactly("observe", "drop", "sleep(2ms)", "sleep(1ms)");
    assertThat(sent(n1).get(2)).contains("\"at\":\"exit\"");
  }

  @Test
  void followsItsFlagInTheNextLifeToo() throws Exception {
    Flag flag = new Flag();
    MessageFilter filter = cluster.node("n1").messages("a.Node#send").whileTrue(flag).drop();
    assertThat(n1.declared()).containsExactly("a.Node#send");
    flag.raise();
    assertThat(n1.declared()).containsExactly("a.Node#send armed");
    n1.restart();
    n1.awaitArmed(1);
    flag.lower();
    assertThat(n1.declared()).containsExactly("a.Node#send");
    filter.clear();
    flag.raise();
    assertThat(n1.declared()).isEmpty();
  }

  @Test
  void allPointsFollowTheFlagThoughARequestFailed() throws Exception {
    Flag flag = new Flag();
    AtomicBoolean fails = new AtomicBoolean(true);
    cluster
        .node("n1")
        .messages("a.Node#send")
        .whileTrue(flag)
        .pipe(Stage.around("observe", "sleep(1ms)"));
    String first = n1.names("net.message.").get(0);
    n1.override( // until it was told: whoever looks after the points may ask in between
        seen ->
            seen.path().endsWith("/injection/" + first) && fails.get()
                ? new TestAgent.Answer(500, "")
                : null);
    assertThatThrownBy(flag::raise).isInstanceOf(ClusterException.class);
    fails.set(false);
    n1.awaitArmed(2);
  }

  @Test
  void refusesAMethodThatIsNotThere() {
    n1.override(
        seen -> {
          n1.names("net.message.")
              .forEach(name -> n1.point(name).state("missing", "no method a.Node#sned"));
          return null;
        });
    assertThatThrownBy(() -> cluster.messages("a.Node#sned").drop())
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining("n1: a.Node#sned at n1 is missing: no method a.Node#sned");
    assertThat(n1.declared()).isEmpty();
    assertThat(n2.declared()).isEmpty();
  }

  @Test
  void messagesWaitForAPointElsewhere() {
    Messages acks = cluster.node("n2").messages("a.Node#onAck");
    try (Order order = cluster.order(cluster.node("n1").at("leads")).before(acks)) {
      String point = n2.names("net.message.").get(0);
      assertThat(n2.hit(point, "parked")).isEqualTo(1);
      n1.hit("leads", "hit");
      assertThat(order.await(LONG).event().injection()).isEqualTo(point);
      n2.publish(point, "hit", 2, 2);
    }
    assertThat(n2.declared()).isEmpty();
    assertThatThrownBy(
            () -> cluster.order(cluster.node("n1").at("leads")).before(cluster.messages("a#b")))
        .hasMessageContaining("of one node, please");
    for (Messages kept : List.of(acks.allow(1), acks.whileTrue(new Flag()))) {
      assertThatThrownBy(() -> cluster.order(cluster.node("n1").at("leads")).before(kept))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("keeps neither allow(..) nor whileTrue(..)");
    }
    try (Jinx jinx = Jinx.connect(n1.address())) {
      assertThat(jinx.point("leads").state().arms()).isEmpty();
    }
  }
}
