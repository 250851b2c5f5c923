package dev.jinx.client.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jinx.client.Jinx;
import dev.jinx.client.PointState;
import dev.jinx.client.testing.TestAgent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PartitionTest {
  private static final List<String> ADDRESSES = List.of("127.0.0.1");

  private final List<TestAgent> agents = new ArrayList<>();
  private final List<Jinx> connections = new ArrayList<>();
  private TestAgent n1;
  private TestAgent n2;
  private TestAgent n3;
  private Cluster cluster;

  @BeforeEach
  void start() throws IOException {
    n1 = agent(1);
    n2 = agent(2);
    n3 = agent(3);
    cluster = Cluster.of(connections.toArray(Jinx[]::new));
  }

  private TestAgent agent(int number) throws IOException {
    TestAgent agent = new TestAgent("commit").named("n" + number);
    agent.listening("here", ADDRESSES, "127.0.0." + number + ":2888");
    agents.add(agent);
    connections.add(Jinx.at(agent.address()).deadAfter(Duration.ofMillis(100)).connect());
    return agent;
  }

  @AfterEach
  void stop() {
    cluster.close();
    connections.forEach(Jinx::close);
    agents.forEach(TestAgent::close);
  }

  @Test
  void cutsEachOfOneGroupFromEachOfTheOtherAndHealsInOneCall() {
    Cut cut = cluster.partition(Set.of("n1"), List.of("n2", "n3"));
    assertThat(n1.declared())
        .containsExactly("net#*(127.0.0.2:2888) armed", "net#*(127.0.0.3:2888) armed");
    assertThat(n2.declared()).containsExactly("net#*(127.0.0.1:2888) armed");
    assertThat(n3.declared()).containsExactly("net#*(127.0.0.1:2888) armed");
    assertThat(cut).hasToString("n1 | n2, n3");
    cut.heal();
    assertThat(agents).allSatisfy(agent -> assertThat(agent.declared()).isEmpty());
    cut.heal();
  }

  @Test
  void armsUnderTheLeaseOfEachConnection() {
    cluster.isolate("n2");
    for (TestAgent agent : agents) {
      assertThat(agent.leases()).hasSize(1);
      assertThat(agent.seen())
          .filteredOn(
              seen -> seen.method().equals("POST") && seen.path().contains("/injection/net."))
          .isNotEmpty()
          .allSatisfy(
              seen -> assertThat(seen.query()).containsEntry("lease", agent.leases().get(0)));
    }
  }

  @Test
  void cutsOneWay() {
    try (Cut cut = cluster.partitionOneWay("n1", "n2")) {
      assertThat(n1.declared()).containsExactly("net#connect,write,close(127.0.0.2:2888) armed");
      assertThat(n2.declared()).containsExactly("net#read(127.0.0.1:2888) armed");
      assertThat(cut).hasToString("n1 -> n2");
    }
    assertThat(n1.declared()).isEmpty();
  }

  @Test
  void aBridgeSeesBothHalves() {
    cluster.bridge("n2");
    assertThat(n1.declared()).containsExactly("net#*(127.0.0.3:2888) armed");
    assertThat(n2.declared()).isEmpty();
    assertThat(n3.declared()).containsExactly("net#*(127.0.0.1:2888) armed");
  }

  @Test
  void aRingNeedsFour() throws IOException {
    assertThatThrownBy(cluster::ring).hasMessageContaining("it takes 4");
    agent(4);
    try (Cluster four = Cluster.of(connections.toArray(Jinx[]::new))) {
      four.ring();
      assertThat(n1.declared()).containsExactly("net#*(127.0.0.3:2888) armed");
      assertThat(n2.declared()).containsExactly("net#*(127.0.0.4:2888) armed");
    }
    assertThat(n1.declared()).isEmpty();
  }

  @Test
  void holdsEverywhereOrNowhere() {
    n3.override(
        seen ->
            seen.path().endsWith("/points") && seen.method().equals("POST")
                ? new TestAgent.Answer(403, "{\"detail\":\"no points over HTTP here\"}")
                : null);
    assertThatThrownBy(() -> cluster.isolate("n1"))
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining("n1 | n2, n3: n3: ")
        .hasMessageContaining("no points over HTTP here");
    assertThat(agents).allSatisfy(agent -> assertThat(agent.declared()).isEmpty());
  }

  @Test
  void namesTheNearestMember() {
    assertThatThrownBy(() -> cluster.isolate("n11")).hasMessageContaining("did you mean 'n1'?");
    assertThatThrownBy(() -> cluster.partition(Set.of("n1"), Set.of("n1", "n2")))
        .hasMessageContaining("node n1 cannot be in both groups");
    assertThatThrownBy(() -> cluster.node("leader")).hasMessageContaining("there are n1, n2, n3");
  }

  @Test
  void extendsToWhereAMemberBeginsToListenAndNeverLetsGo() throws Exception {
    cluster.partition("n1", "n2");
    n2.listening("here", ADDRESSES, "127.0.0.2:2888", "127.0.0.2:3888");
    n1.awaitArmed(2);
    assertThat(n1.declared())
        .containsExactly("net#*(127.0.0.2:2888) armed", "net#*(127.0.0.2:3888) armed");
    n2.listening("here", ADDRESSES, "127.0.0.2:3888"); // a leader that stepped down
    n2.awaitMore("GET /v2/error_injection/net", 3);
    assertThat(n1.requests()).noneMatch(each -> each.startsWith("DELETE"));
    cluster.heal();
    assertThat(n1.declared()).isEmpty();
  }

  @Test
  void holdsBeforeAMemberListens() {
    n2.listening("here", ADDRESSES);
    n1.listening("here", ADDRESSES);
    cluster.close();
    cluster = Cluster.of(connections.toArray(Jinx[]::new)); // which has not heard of them before
    assertThatThrownBy(() -> cluster.partition("n1", "n2"))
        .hasMessageContaining("none of them listens anywhere");
    cluster.listening("n2", "127.0.0.2:2888", "n2.test:3888").partition("n1", "n2");
    assertThat(n1.declared()).containsExactly("net#*(127.0.0.2:2888, n2.test:3888) armed");
    assertThat(n2.declared()).isEmpty();
    cluster.node("n1").listening("127.0.0.1:2888");
    assertThat(n2.declared()).containsExactly("net#*(127.0.0.1:2888) armed");
    assertThatThrownBy(() -> cluster.listening("n1", "127.0.0.1"))
        .hasMessageContaining("HOST:PORT");
  }

  @Test
  void saysWhichPairsThereIsNothingToCutBetweenYet() throws Exception {
    n1.listening("here", ADDRESSES);
    n2.listening("here", ADDRESSES);
    cluster.close();
    cluster = Cluster.of(connections.toArray(Jinx[]::new));
    Cut cut = cluster.isolate("n1");
    assertThat(cut.open()).containsExactly(Set.of("n1", "n2"));
    assertThat(cut)
        .hasToString(
            "n1 | n2, n3; nothing is known yet by which these reach one another: n1 and n2");
    n2.listening("here", ADDRESSES, "127.0.0.2:2888");
    n1.awaitArmed(2);
    assertThat(cut.open()).isEmpty();
    assertThat(cut).hasToString("n1 | n2, n3");
  }

  @Test
  void refusesAPairThatListensWhereTheOtherCannotReach() {
    n2.listening("there", List.of("10.0.0.2"), "127.0.0.1:2888");
    n1.listening("here", ADDRESSES);
    cluster.close();
    cluster = Cluster.of(connections.toArray(Jinx[]::new));
    assertThatThrownBy(() -> cluster.isolate("n1"))
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining("none of the addresses at which these listen")
        .hasMessageContaining(": n1 and n2; say which are, with listening(");
    assertThat(n3.declared()).isEmpty();
    cluster.listening("n2", "10.0.0.2:2888").isolate("n1");
    assertThat(n1.declared())
        .containsExactly("net#*(10.0.0.2:2888) armed", "net#*(127.0.0.3:2888) armed");
  }

  @Test
  void saysIfAnAgentCannotTellWhereItListens() {
    n2.net(Map.of("addresses", ADDRESSES, "listeners", List.of(), "listeners_known", false));
    assertThatThrownBy(() -> cluster.isolate("n1"))
        .hasMessageContaining("the agent of n2 cannot tell where it listens");
    assertThat(n1.declared()).isEmpty();
  }

  @Test
  void isNoneWhereNativeCodeHasAConnection() {
    n1.unseen("127.0.0.2:2888");
    assertThatThrownBy(() -> cluster.isolate("n1"))
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining("n1: native code has its connection to 127.0.0.2:2888")
        .hasMessageContaining("-Dio.netty.transport.noNative=true");
    assertThat(agents).allSatisfy(agent -> assertThat(agent.declared()).isEmpty());
  }

  @Test
  void tellsOfAConnectionThatNativeCodeHasBegunMeanwhile() throws Exception {
    Cut cut = cluster.isolate("n1");
    n1.unseen("127.0.0.2:2888");
    n1.awaitMore("GET /v2/error_injection/net", 2); // the first was answered when the second comes
    assertThatThrownBy(cut::heal)
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining("did not hold all the time: n1: native code has its connection");
    assertThat(agents).allSatisfy(agent -> assertThat(agent.declared()).isEmpty());
  }

  @Test
  void holdsAgainInTheNextLifeOfAMember() throws Exception {
    cluster.isolate("n1");
    n2.restart();
    n2.awaitArmed(1);
    assertThat(n2.declared()).containsExactly("net#*(127.0.0.1:2888) armed");
    cluster.heal();
    assertThat(n2.declared()).isEmpty();
  }

  @Test
  void restartsLeaveOnlyTheConnectionBefore() throws Exception {
    try (Cluster own = Cluster.connect(Jinx.at(n1.address()), Jinx.at(n2.address()))) {
      Node node = own.node("n1");
      List<Jinx> lives = new ArrayList<>(List.of(node.jinx()));
      for (int i = 0; i < 3; i++) {
        n1.restart();
        lives.add(node.reconnect());
      }
      node.at("commit").enable();
      n1.hit("commit", "hit");
      node.at("commit").awaitHit(Duration.ofSeconds(20));
      own.eventually(() -> assertThat(lives.get(2).seen(node.jinx().begin())).hasSize(1));
      assertThat(lives.subList(0, 2))
          .allSatisfy(old -> assertThat(old.seen(node.jinx().begin())).isEmpty());
      assertThat(Thread.getAllStackTraces().keySet())
          .filteredOn(thread -> thread.getName().equals("jinx-client " + n1.address()))
          .hasSize(3); // these two, and that of this test
    }
  }

  @Test
  void aDeadMemberIsCutFromWhenItIsBack() throws Exception {
    cluster.partition("n1", "n2").heal();
    n2.kill();
    Cut cut = cluster.partition("n1", "n2");
    assertThat(n1.declared()).containsExactly("net#*(127.0.0.2:2888) armed");
    n2.restart();
    n2.awaitArmed(1);
    n2.kill();
    cut.heal();
    assertThat(n1.declared()).isEmpty();
    n2.restart();
  }

  @Test
  void saysAfterHealingIfItDidNotHoldAllTheTime() throws Exception {
    Cut cut = cluster.partition("n1", "n2");
    n1.awaitRequests("GET /v2/error_injection/net", 2);
    n1.override(
        seen ->
            seen.path().endsWith("/points") && seen.body().contains("3888")
                ? new TestAgent.Answer(429, "{\"detail\":\"too many points\"}")
                : null);
    n2.listening("here", ADDRESSES, "127.0.0.2:2888", "127.0.0.2:3888");
    n1.awaitRequests("POST /v2/error_injection/points", 3);
    n1.override(seen -> null);
    n1.awaitArmed(2);
    assertThatThrownBy(cut::heal)
        .hasMessageContaining("n1 | n2 did not hold all the time: n1: ")
        .hasMessageContaining("too many points");
    assertThat(n1.declared()).isEmpty();
  }

  @Test
  void whatSomebodyElseTookAwayIsMadeAnewAndTold() throws Exception {
    try (Jinx other = Jinx.connect(n1.address())) {
      Cut cut = cluster.partition("n1", "n2");
      other.disableAll();
      assertThatThrownBy(cut::heal)
          .hasMessageContaining("n1 | n2 did not hold all the time")
          .hasMessageContaining("n1: somebody disabled net.cut.");
      cut = cluster.partition("n1", "n2");
      String point =
          other.points().stream()
              .map(PointState::name)
              .filter(name -> name.startsWith("net.cut."))
              .findFirst()
              .orElseThrow();
      other.undeclare(point);
      n1.awaitArmed(1);
      assertThatThrownBy(cut::heal).hasMessageContaining("n1: somebody took " + point + " away");
    }
    assertThat(n1.declared()).isEmpty();
  }

  @Test
  void whatCouldNotBeHealedIsTriedAgainAtTheEnd() {
    Cut cut = cluster.partition("n1", "n2");
    n1.override(
        seen ->
            seen.method().equals("DELETE")
                ? new TestAgent.Answer(503, "{\"detail\":\"not now\"}")
                : null);
    assertThatThrownBy(cut::heal).hasMessageContaining("n1: ").hasMessageContaining("not now");
    n1.override(seen -> null);
    cut.heal();
    assertThat(n1.declared()).isEmpty();
  }

  @Test
  void saysThatItMayHoldStillIfItCouldNotBeUndone() {
    n3.override(
        seen ->
            seen.path().endsWith("/points") && seen.method().equals("POST")
                ? new TestAgent.Answer(403, "{\"detail\":\"no points over HTTP here\"}")
                : null);
    n1.override(
        seen ->
            seen.method().equals("DELETE")
                ? new TestAgent.Answer(503, "{\"detail\":\"not now\"}")
                : null);
    assertThatThrownBy(() -> cluster.isolate("n1"))
        .hasMessageContaining("no points over HTTP here")
        .hasMessageContaining("it may still hold at some node")
        .hasMessageContaining("n1: not now");
    n1.override(seen -> null);
    cluster.heal();
    assertThat(n1.declared()).isEmpty();
  }

  @Test
  void filtersGoBothWaysOrOne() {
    cluster.between("n1", "n2").apply("delay(100ms..200ms)");
    cluster.between("n1", "n2").send("30%drop");
    assertThat(n1.declared())
        .containsExactly(
            "net#*(127.0.0.2:2888) armed", "net#connect,write,close(127.0.0.2:2888) armed");
    assertThat(n2.declared())
        .containsExactly("net#*(127.0.0.1:2888) armed", "net#read(127.0.0.1:2888) armed");
    cluster.heal();
    assertThat(n1.declared()).hasSize(2);
    cluster.clear();
    assertThat(n1.declared()).isEmpty();
    cluster.node("n3").receiving("reset");
    assertThat(n1.declared()).containsExactly("net#connect,write,close(127.0.0.3:2888) armed");
    cluster.everyPair((from, to) -> from.name().equals("n3") ? "20%drop" : null);
    assertThat(n2.declared())
        .containsExactly(
            "net#connect,write,close(127.0.0.3:2888) armed", "net#read(127.0.0.3:2888) armed");
  }

  @Test
  void leavesNothingAndReportsNothing() {
    List<String> findings = new ArrayList<>();
    TestAgent agent = n1;
    try (Jinx one = Jinx.at(agent.address()).onReport(r -> findings.add(r.toString())).connect();
        Cluster two = Cluster.of(one, connections.get(1))) {
      two.partition("n1", "n2");
      n1.seen().stream()
          .filter(seen -> seen.path().endsWith("/points") && seen.method().equals("POST"))
          .forEach(seen -> assertThat(seen.body()).contains("\"peer\":\"n2\""));
    }
    assertThat(agents).allSatisfy(each -> assertThat(each.declared()).isEmpty());
    assertThat(findings).hasSize(1).allSatisfy(text -> assertThat(text).doesNotContain("net."));
  }
}
