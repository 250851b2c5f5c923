package dev.jinx.client.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jinx.client.Armed;
import dev.jinx.client.Event;
import dev.jinx.client.Hit;
import dev.jinx.client.Jinx;
import dev.jinx.client.UnknownPointException;
import dev.jinx.client.WaitTimeoutException;
import dev.jinx.client.fleet.FleetStream;
import dev.jinx.client.testing.TestAgent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AwaitTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(50);

  private TestAgent n1;
  private TestAgent n2;
  private Jinx one;
  private Jinx two;
  private Cluster cluster;

  @BeforeEach
  void start() throws IOException {
    n1 = new TestAgent("leads", "ack").listening("here/1", List.of("127.0.0.1"), "127.0.0.1:1");
    n2 = new TestAgent("leads").named("n2").listening("here/2", List.of("127.0.0.1"), "*:2");
    one = Jinx.at(n1.address()).deadAfter(Duration.ofMillis(100)).connect();
    two = Jinx.at(n2.address()).deadAfter(Duration.ofMillis(100)).connect();
    cluster = Cluster.of(one, two);
  }

  @AfterEach
  void stop() {
    cluster.close();
    one.close();
    two.close();
    n1.close();
    n2.close();
  }

  private static void hit(TestAgent agent, String point, long nanos, String time) {
    agent.publish(point, "hit", 1, 1, Map.of("nanos", nanos, "time", time));
  }

  @Test
  void anyOfSeveralNodes() {
    Armed leads = two.point("leads").enable();
    n2.hit("leads", "hit");
    Hit hit = cluster.awaitAny(LONG, cluster.node("n1").at("leads"), leads);
    assertThat(hit.cursor().node()).isEqualTo("n2");
  }

  @Test
  void aQuorumOutlivesTheDeathOfOthers() {
    one.point("leads").enable();
    n1.hit("leads", "hit");
    n2.kill();
    assertThat(cluster.awaitQuorum(1, LONG, "leads")).hasSize(1);
    assertThatThrownBy(() -> cluster.awaitQuorum(2, LONG, "leads"))
        .hasMessageContaining("waited for 2 of")
        .hasMessageContaining("the JVM is dead");
  }

  @Test
  void saysWhatEachWaitedFor() {
    assertThatThrownBy(() -> cluster.awaitQuorum(1, SHORT, "leads"))
        .isInstanceOf(WaitTimeoutException.class)
        .hasMessageContaining("any of [leads at n1 at ")
        .hasMessageContaining("in vain for a hit of 'leads' since n1@4.0")
        .hasMessageContaining("in vain for a hit of 'leads' since n2@4.0");
    assertThatThrownBy(() -> cluster.awaitQuorum(2, LONG, "ack")) // which n2 does not have
        .hasRootCauseInstanceOf(UnknownPointException.class);
    assertThatThrownBy(() -> cluster.awaitQuorum(3, SHORT, "leads"))
        .hasMessageContaining("3 of 2 points");
  }

  @Test
  void aSequenceOnOneMachineIsOrderedByItsClock() {
    hit(n2, "leads", 100, "2026-11-21T02:30:09Z"); // a clock that was set back
    hit(n1, "leads", 200, "2026-11-21T02:30:05Z");
    hit(n2, "leads", 300, "2026-11-21T02:30:01Z");
    List<Hit> hits = cluster.awaitSequence(LONG, one.point("leads"), two.point("leads"));
    assertThat(hits).extracting(hit -> hit.cursor().toString()).containsExactly("n1@4.1", "n2@4.2");
    assertThatThrownBy(
            () ->
                cluster.awaitSequence(
                    SHORT, two.point("leads"), one.point("leads"), one.point("ack")))
        .isInstanceOf(WaitTimeoutException.class)
        .hasMessageContaining("step 3 of the sequence")
        .hasMessageContaining("behind {");
  }

  @Test
  void aSequenceOfMachinesIsOrderedByTheTimeOfDay() {
    n2.listening("there/1", List.of("127.0.0.1"));
    hit(n1, "leads", 999, "2026-11-21T02:30:01Z");
    hit(n2, "leads", 1, "2026-11-21T02:30:02Z");
    assertThat(cluster.awaitSequence(LONG, one.point("leads"), two.point("leads"))).hasSize(2);
  }

  @Test
  void mergesTheEvents() {
    try (FleetStream events = cluster.events()) {
      n1.publish("leads", "hit", 1, 1);
      n2.publish("leads", "hit", 1, 1);
      assertThat(List.of(events.next(), events.next()))
          .extracting(event -> event.cursor().node())
          .containsExactlyInAnyOrder("n1", "n2");
    }
  }

  @Test
  void eventuallyTriesUntilItIsSo() {
    AtomicInteger tries = new AtomicInteger();
    cluster.eventually(() -> assertThat(tries.incrementAndGet()).isGreaterThan(2));
    assertThat(cluster.eventually(LONG, tries::incrementAndGet, value -> value > 5)).isEqualTo(6);
    String got =
        cluster.retry(
            LONG,
            () -> {
              if (tries.incrementAndGet() < 9) {
                throw new IOException("no leader");
              }
              return "leader";
            });
    assertThat(got).isEqualTo("leader");
  }

  @Test
  void eventuallyLeavesFailuresOfOtherThreadsAlone() {
    AtomicInteger tries = new AtomicInteger();
    int got =
        cluster.eventually(
            LONG,
            () -> {
              Runnable fails =
                  () -> {
                    throw new IllegalStateException("of another thread, meant to be seen here");
                  };
              Thread other = new Thread(fails);
              other.start();
              other.join();
              return tries.incrementAndGet();
            },
            value -> value > 2);
    assertThat(got).isEqualTo(3);
  }

  @Test
  void anInterruptEndsEventually() {
    assertThatThrownBy(
            () ->
                cluster.eventually(
                    LONG,
                    () -> {
                      Thread.currentThread().interrupt();
                      throw new IOException("no leader");
                    }))
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining("interrupted after 1 tries; the last gave java.io.IOException");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void whatIsNeverSoTellsWhatHappenedMeanwhile() throws Exception {
    n1.publish("leads", "hit", 1, 1);
    cluster.eventually(LONG, one::position, at -> at.seq() == 1);
    assertThatThrownBy(
            () ->
                cluster.eventually(
                    Duration.ofMillis(300),
                    () -> {
                      n1.publish("ack", "parked", 3, 2);
                      n2.publish("leads", "hit", 1, 1);
                      cluster.eventually(LONG, one::position, at -> at.seq() > 1);
                      cluster.eventually(LONG, two::position, at -> at.seq() > 0);
                      throw new IOException("no leader");
                    }))
        .isInstanceOf(WaitTimeoutException.class)
        .hasMessageContaining("not so after PT0.3S")
        .hasMessageContaining("the last gave java.io.IOException: no leader")
        .hasMessageContaining("ack {parked=")
        .hasMessageContaining("n1@4.2 ack parked hit 3 arm 2")
        .hasMessageContaining("n2@4.1 leads hit hit 1 arm 1")
        .hasMessageNotContaining("n1@4.1 ")
        .hasCauseInstanceOf(IOException.class);
    assertThatThrownBy(() -> cluster.eventually(SHORT, () -> 3, value -> value > 3))
        .hasMessageContaining("the last gave the value 3");
  }

  @Test
  void anOrderHoldsTheSecondUntilTheFirstWasHit() throws Exception {
    Order order = cluster.order(one.point("ack")).before(two.point("leads"));
    assertThat(n2.hit("leads", "parked")).isEqualTo(1);
    assertThat(n1.hit("ack", "hit")).isEqualTo(1);
    Hit second = order.await(LONG);
    Event end = second.awaitEnd(LONG);
    assertThat(end.phase()).isEqualTo(dev.jinx.client.Phase.RELEASED);
    order.close();
    assertThat(n1.point("ack").isEnabled()).isFalse();
    assertThat(n2.point("leads").isEnabled()).isFalse();
  }

  @Test
  void anOrderThatIsClosedEarlyLetsGo() {
    Order order = cluster.order(one.point("ack")).before(two.point("leads"));
    n2.hit("leads", "parked");
    assertThatThrownBy(() -> order.await(SHORT)).hasMessageContaining("the first was not hit");
    order.close();
    assertThat(two.point("leads").waiters()).isEmpty();
    two.point("leads").enable("sleep(1s)");
    assertThatThrownBy(() -> cluster.order(one.point("ack")).before(two.point("leads")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("armed already, by sleep(1s)");
  }
}
