package dev.jinx.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jinx.client.testing.Ports;
import dev.jinx.client.testing.TestAgent;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JinxTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration BRIEF = Duration.ofMillis(50);

  private TestAgent agent;
  private Jinx jinx;

  @BeforeEach
  void start() throws IOException {
    agent = new TestAgent("commit", "send", "elect");
    jinx = Jinx.at(agent.address()).deadAfter(Duration.ofMillis(100)).connect();
  }

  @AfterEach
  void stop() {
    jinx.close();
    agent.close();
  }

  @Test
  void findsAHitThatCameBetweenEnablingAndWaiting() {
    Armed commit = jinx.point("commit").enable("pause(30s)");
    agent.hit("commit", "parked");
    Hit hit = commit.awaitParked(LONG);
    assertThat(hit.number()).isEqualTo(1);
    assertThat(hit.thread()).isEqualTo(new ThreadInfo(31, "sender-1", false));
    assertThat(hit.parameters()).containsEntry("why", "test");
    assertThat(hit.captured()).containsEntry("term", 3L);
    assertThat(hit.event().time()).isEqualTo("2026-11-21T02:30:00.123456Z");
    assertThat(commit.awaitHit(LONG).event()).isEqualTo(hit.event());
  }

  @Test
  void findsAHitThatComesWhileItWaits() throws Exception {
    Armed commit = jinx.point("commit").enable();
    CompletableFuture<Hit> hit = CompletableFuture.supplyAsync(() -> commit.awaitHit(LONG));
    agent.hit("send", "hit");
    agent.hit("commit", "hit");
    assertThat(hit.get(20, TimeUnit.SECONDS).number()).isEqualTo(1);
  }

  @Test
  void missesNothingInAThousandRounds() {
    for (int i = 1; i <= 1000; i++) {
      Armed commit = jinx.point("commit").enable();
      agent.hit("commit", "hit");
      assertThat(commit.awaitHit(LONG).number()).isEqualTo(i);
    }
  }

  @Test
  void neverTakesAnEventOfAnOlderArm() {
    Armed first = jinx.point("commit").enable();
    agent.hit("commit", "hit");
    Armed second = jinx.point("commit").enable();
    agent.publish("commit", "released", 1, first.arm()); // late word of the older arm
    assertThatThrownBy(() -> second.awaitHit(BRIEF)).isInstanceOf(WaitTimeoutException.class);
    assertThatThrownBy(() -> second.awaitReleased(BRIEF)).isInstanceOf(WaitTimeoutException.class);
    assertThat(first.awaitReleased(LONG).hit()).isEqualTo(1);
  }

  @Test
  void asksForTheNextHitBehindOne() {
    Armed commit = jinx.point("commit").enable();
    agent.hit("commit", "hit");
    agent.hit("commit", "hit");
    Hit one = commit.awaitHit(LONG);
    assertThat(commit.after(one).awaitHit(LONG).number()).isEqualTo(2);
    assertThat(commit.awaitCount(2, LONG)).extracting(Hit::number).containsExactly(1L, 2L);
    assertThat(commit.awaitHit(hit -> hit.number() == 2, LONG).number()).isEqualTo(2);
  }

  @Test
  void releasesExactlyTheThreadOfAHit() {
    Armed commit = jinx.point("commit").enable("pause(30s)");
    agent.hit("commit", "parked");
    agent.hit("commit", "parked");
    Hit first = commit.awaitParked(LONG);
    first.release("throw(java.io.IOException, \"disk full\")");
    assertThat(first.awaitEnd(LONG).phase()).isEqualTo(Phase.RELEASED);
    assertThat(jinx.point("commit").waiters())
        .singleElement()
        .satisfies(
            waiter -> {
              assertThat(waiter.hit()).isEqualTo(2);
              assertThat(waiter.parked()).isEqualTo(Duration.ofMillis(1234));
              assertThat(waiter.stack()).containsExactly("com.acme.Store.commit(Store.java:12)");
            });
    assertThat(agent.seen())
        .filteredOn(seen -> seen.path().endsWith("/message"))
        .singleElement()
        .satisfies(
            seen ->
                assertThat(seen.query())
                    .containsEntry("thread", "31")
                    .containsEntry("hit", "1")
                    .containsEntry("outcome", "throw(java.io.IOException, \"disk full\")"));
    assertThatThrownBy(first::release).isInstanceOf(NotParkedException.class);
  }

  @Test
  void doesNotReleaseWhatNeverParked() {
    Armed commit = jinx.point("commit").enable();
    agent.hit("commit", "hit");
    Hit hit = commit.awaitHit(LONG);
    assertThatThrownBy(hit::release).isInstanceOf(NotParkedException.class);
  }

  @Test
  void sendsAllThatAnArmingSays() {
    Arming arming =
        Arming.of("3*sleep(1ms)").oneShot().when("args[0] == 'ü'").seed(7).parameter("k", "v w");
    Armed armed = jinx.point("commit").enable(arming);
    assertThat(armed.seed()).isEqualTo(9);
    assertThat(armed.cursor()).isEqualTo(Cursor.parse("n1@4.0"));
    TestAgent.Seen seen = agent.seen().get(agent.seen().size() - 1);
    assertThat(seen.query())
        .containsEntry("action", "3*sleep(1ms)")
        .containsEntry("one_shot", "true")
        .containsEntry("when", "args[0] == 'ü'")
        .containsEntry("seed", "7");
    assertThat(seen.body()).isEqualTo("{\"k\":\"v w\"}");
  }

  @Test
  void tellsWhatAnArmCannotTouch() {
    assertThat(jinx.point("commit").enable().warning()).isNull();
    String answer = "{\"cursor\":\"n1@4.0\",\"arm\":2,\"seed\":9,\"warning\":\"1 connection\"}";
    agent.override(
        seen ->
            seen.method().equals("POST") && seen.path().endsWith("/injection/commit")
                ? new TestAgent.Answer(200, answer)
                : null);
    assertThat(jinx.point("commit").enable().warning()).isEqualTo("1 connection");
  }

  @Test
  void waitsForAllAndForASequence() {
    Armed commit = jinx.point("commit").enable();
    Armed send = jinx.point("send").enable();
    Armed elect = jinx.point("elect").enable();
    agent.hit("send", "hit");
    agent.hit("commit", "hit");
    agent.hit("send", "hit");
    assertThat(jinx.awaitAll(LONG, commit, send))
        .extracting(hit -> hit.event().injection())
        .containsExactly("commit", "send");
    assertThat(jinx.awaitSequence(LONG, commit, send))
        .extracting(hit -> hit.cursor().seq())
        .containsExactly(2L, 3L);
    assertThatThrownBy(() -> jinx.awaitSequence(BRIEF, send, commit, elect))
        .isInstanceOf(WaitTimeoutException.class)
        .hasMessageContaining("one after the other of 'send' (arm 1), 'commit' (arm 1), 'elect'")
        .hasMessageContaining("point 'elect' (arm 1): woven at 1 sites");
  }

  @Test
  void expectsNoneAndSaysWhatCameInstead() {
    Armed commit = jinx.point("commit").enable();
    jinx.point("send").enable();
    agent.hit("send", "hit");
    commit.expectNone(BRIEF);
    agent.hit("commit", "hit");
    assertThatThrownBy(() -> commit.expectNone(BRIEF))
        .isInstanceOf(UnexpectedHitException.class)
        .hasMessageContaining("\"hit\":1");
  }

  @Test
  void doesNotExpectNoneOfANodeThatItCannotHear() {
    Armed commit = jinx.point("commit").enable();
    agent.kill();
    assertThatThrownBy(() -> commit.expectNone(Duration.ZERO))
        .isInstanceOfAny(JvmDiedException.class, UnreachableException.class);
  }

  @Test
  void explainsATimeout() {
    Armed commit = jinx.point("commit").enable("pause(30s)");
    jinx.point("send").enable();
    for (int i = 0; i < 12; i++) {
      agent.hit("send", "hit");
    }
    jinx.point("send").awaitHit(hit -> hit.number() == 12, LONG);
    String message =
        catchThrowableOfType(WaitTimeoutException.class, () -> commit.awaitHit(BRIEF)).getMessage();
    assertThat(message)
        .startsWith("waited 50ms in vain for a hit of 'commit' (arm 1) since n1@4.0")
        .contains("events in that range: 12: send {hit=12}")
        .contains("n1@4.3 send hit hit 3 arm 1 pause(30s) in sender-3")
        .contains("n1@4.12 send hit hit 12")
        .doesNotContain("n1@4.2 send")
        .contains("point 'commit' (arm 1): woven at 1 sites of com.acme.Store#commit")
        .contains("enabled, arms [1]; 0 hits so far")
        .contains("stream: connected");
  }

  @Test
  void tellsOfAnOlderArmThatTakesEveryHit() {
    try (Jinx other = Jinx.connect(agent.address())) {
      other.point("commit").enable("observe");
      Armed commit = jinx.point("commit").enable("pause(30s)");
      assertThatThrownBy(() -> commit.awaitParked(BRIEF))
          .hasMessageContaining(
              "arm 2 gets nothing: arm 1 (observe) is older, and has no condition");
    }
  }

  @Test
  void explainsWhyNothingCouldCome() {
    Armed commit = jinx.point("commit").enable();
    agent.point("commit").state("declared");
    jinx.disableAll();
    assertThatThrownBy(() -> commit.awaitHit(BRIEF))
        .hasMessageContaining("not woven yet, the class of com.acme.Store#commit is not loaded")
        .hasMessageContaining("not enabled any more: arm 1 has ended")
        .hasMessageContaining("events in that range: none");
    agent.point("commit").state("missing");
    jinx.point("commit").enable();
    assertThatThrownBy(() -> commit.awaitHit(BRIEF))
        .hasMessageContaining("no such method: com.acme.Store#commit")
        .hasMessageContaining("near it: comit(long)")
        .hasMessageContaining("arm 1 has ended, others are enabled: [2]");
  }

  @Test
  void endsAWaitAtOnceWhenThePointFails() {
    Armed commit = jinx.point("commit").enable("return(7)");
    CompletableFuture<Hit> wait = CompletableFuture.supplyAsync(() -> commit.awaitHit(LONG));
    String reason = "com.acme.Store#commit returns void; 7 is no value for it";
    agent.publish("commit", "failed", -1, commit.arm(), Map.of("reason", reason));
    assertThatThrownBy(() -> wait.get(15, TimeUnit.SECONDS))
        .hasCauseInstanceOf(PointFailedException.class)
        .hasMessageContaining("point 'commit' (arm 1) cannot act: " + reason);
    assertThatThrownBy(() -> commit.expectNone(BRIEF)).isInstanceOf(PointFailedException.class);
    assertThat(commit.awaitPhase(Phase.FAILED, LONG).reason()).isEqualTo(reason);
    Armed again = jinx.point("commit").enable("return");
    agent.hit("commit", "hit");
    assertThat(again.awaitHit(LONG).number()).as("another arm").isEqualTo(1);
  }

  @Test
  void whatCameBeforeAFailureStaysVisibleAndAPauseStillEnds() {
    Armed commit = jinx.point("commit").enable("pause(30s)");
    agent.hit("commit", "parked");
    agent.publish("commit", "failed", -1, commit.arm(), Map.of("reason", "why"));
    Hit hit = commit.awaitParked(LONG);
    hit.release();
    assertThat(hit.awaitEnd(LONG).phase()).isEqualTo(Phase.RELEASED);
  }

  @Test
  void doesNotWaitForAPointThatHasFailedButForOneThatIsWellAgain() {
    agent.point("commit").state("failed", "no such exception: com.acme.Nope");
    assertThatThrownBy(() -> jinx.point("commit").awaitHit(LONG))
        .isInstanceOfSatisfying(
            PointFailedException.class,
            e -> assertThat(e.reason()).isEqualTo("no such exception: com.acme.Nope"));
    agent.publish("commit", "failed", -1, 1, Map.of("reason", "then"));
    agent.point("commit").state("woven");
    assertThatThrownBy(() -> jinx.point("commit").awaitHit(BRIEF))
        .isInstanceOf(WaitTimeoutException.class)
        .hasMessageContaining("commit failed");
  }

  @Test
  void refusesAnUnknownNameAtOnceWithTheNearest() {
    Point typo = jinx.point("comit");
    assertThatThrownBy(typo::enable)
        .isInstanceOfSatisfying(
            UnknownPointException.class, e -> assertThat(e.nearest()).containsExactly("commit"));
    assertThatThrownBy(() -> typo.awaitHit(LONG)).isInstanceOf(UnknownPointException.class);
    assertThatThrownBy(typo::state).hasMessageContaining("did you mean 'commit'");
  }

  @Test
  void waitsOnAPointThatAnotherArmedFromTheConnectionOn() throws Exception {
    try (Jinx other = Jinx.connect(agent.address())) {
      other.point("elect").enable();
      agent.hit("elect", "hit");
      assertThat(jinx.point("elect").awaitHit(LONG).number()).isEqualTo(1);
    }
  }

  @Test
  void looksBehindItsOwnBeginning() {
    jinx.point("commit").enable();
    agent.hit("commit", "hit");
    agent.hit("commit", "hit");
    try (Jinx late = Jinx.connect(agent.address())) {
      assertThat(late.point("commit").sinceEarliest().awaitHit(LONG).number()).isEqualTo(1);
      Cursor one = new Cursor("n1", 4, 1);
      assertThat(late.point("commit").since(one).awaitHit(LONG).number()).isEqualTo(2);
      assertThatThrownBy(() -> late.point("commit").awaitHit(BRIEF))
          .isInstanceOf(WaitTimeoutException.class);
    }
  }

  @Test
  void takesEarliestForWhatThereIsButTellsAGapBehindACursor() {
    jinx.point("commit").enable();
    for (int i = 0; i < 5; i++) {
      agent.hit("commit", "hit");
    }
    agent.forget(3);
    try (Jinx late = Jinx.connect(agent.address())) {
      Point commit = late.point("commit");
      assertThat(commit.sinceEarliest().awaitHit(LONG).number()).isEqualTo(4);
      Range lossy = commit.since(new Cursor("n1", 4, 1));
      assertThatThrownBy(() -> lossy.awaitHit(LONG)).isInstanceOf(GapException.class);
      assertThatThrownBy(() -> lossy.expectNone(BRIEF)).isInstanceOf(GapException.class);
    }
  }

  @Test
  void comesBackAfterABrokenStreamAndMissesNothing() throws Exception {
    Armed commit = jinx.point("commit").enable();
    for (int i = 1; i <= 20; i++) {
      agent.cutStreams();
      agent.hit("commit", "hit");
    }
    assertThat(commit.awaitCount(20, LONG)).extracting(Hit::number).hasSize(20).isSorted();
    assertThatThrownBy(() -> commit.awaitCount(21, BRIEF)).hasMessageContaining("reconnected");
  }

  @Test
  void saysThatTheJvmDied() {
    Armed commit = jinx.point("commit").enable();
    agent.hit("commit", "hit");
    commit.awaitHit(LONG);
    agent.kill();
    assertThat(commit.awaitHit(LONG).number()).as("what came before stays visible").isEqualTo(1);
    assertThatThrownBy(() -> commit.awaitCount(2, LONG))
        .isInstanceOf(JvmDiedException.class)
        .hasMessageContaining("n1@4.1 commit hit hit 1");
  }

  @Test
  void saysThatAnotherLifeBegan() throws Exception {
    Armed commit = jinx.point("commit").enable();
    agent.restart();
    assertThatThrownBy(() -> commit.awaitHit(LONG)).isInstanceOf(JvmDiedException.class);
    Armed again = jinx.point("commit").enable();
    agent.hit("commit", "hit");
    assertThat(again.awaitHit(LONG).number()).isEqualTo(1);
  }

  @Test
  void disablesAtCloseWhatItEnabled() {
    jinx.point("commit").enable();
    jinx.close();
    assertThat(agent.point("commit").isEnabled()).isFalse();
  }

  @Test
  void leavesAtCloseWhatOthersEnabled() throws Exception {
    try (Jinx other = Jinx.connect(agent.address())) {
      jinx.point("commit").enable();
      other.point("commit").enable();
      other.point("send").enable();
      jinx.close();
      assertThat(agent.point("commit").isEnabled()).isTrue();
      assertThat(agent.point("send").isEnabled()).isTrue();
    }
    assertThat(agent.point("commit").isEnabled()).isFalse();
  }

  @Test
  void endsNothingInAnotherLifeAtClose() throws Exception {
    jinx.point("commit").enable();
    agent.restart();
    jinx.point("send").enable();
    assertThat(agent.leases()).hasSize(1);
    jinx.close();
    assertThat(agent.leases()).isEmpty();
  }

  @Test
  void freesAtCloseTheThreadOfAFiredOneShot() {
    Armed commit = jinx.point("commit").enable(Arming.of("pause(30s)").oneShot());
    agent.hit("commit", "parked");
    commit.awaitParked(LONG);
    jinx.close();
    assertThat(agent.point("commit").isEnabled()).isFalse();
    assertThat(commit.point().waiters()).isEmpty();
  }

  @Test
  void closesQuietlyWhenTheJvmIsDead() {
    jinx.point("commit").enable();
    agent.kill();
    jinx.close();
  }

  @Test
  void doesNotDisableInAnotherLifeWhatOnlyHasTheSameNumber() throws Exception {
    jinx.point("commit").enable();
    agent.restart();
    try (Jinx other = Jinx.connect(agent.address())) {
      other.point("commit").enable();
      jinx.close();
      assertThat(agent.point("commit").isEnabled()).isTrue();
    }
  }

  @Test
  void saysAtCloseWhatMayBeLeftArmed() {
    jinx.point("commit").enable();
    agent.override(seen -> seen.method().equals("DELETE") ? new TestAgent.Answer(500, "") : null);
    assertThatThrownBy(jinx::close)
        .hasMessageContaining("lease lease-1 could not be ended, its arms may stand for 30s more");
    agent.override(seen -> null);
  }

  @Test
  void endsWaitsThatAreUnderWayWhenClosed() {
    Point commit = jinx.point("commit");
    CompletableFuture<Hit> wait = CompletableFuture.supplyAsync(() -> commit.awaitHit(LONG));
    jinx.close();
    assertThatThrownBy(() -> wait.get(20, TimeUnit.SECONDS))
        .hasCauseInstanceOf(JinxException.class);
  }

  @Test
  void anInterruptEndsAWaitAndIsKept() {
    Armed commit = jinx.point("commit").enable();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> commit.awaitHit(LONG)).hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void saysWhenNothingListens() throws Exception {
    try (Socket nobody = Ports.deaf()) {
      String address = "127.0.0.1:" + nobody.getLocalPort();
      assertThatThrownBy(() -> Jinx.connect(address))
          .isInstanceOf(UnreachableException.class)
          .hasMessageContaining(address);
    }
  }

  @Test
  void readsPointsWithTheirState() {
    Armed commit = jinx.point("commit").enable("pause(30s)");
    agent.hit("commit", "parked");
    assertThat(jinx.points())
        .extracting(PointState::name)
        .containsExactly("commit", "send", "elect");
    PointState state = commit.point().state();
    assertThat(state.enabled()).isTrue();
    assertThat(state.waiters()).isEqualTo(1);
    assertThat(state.arms()).singleElement().extracting("arm", "action").contains(1, "pause(30s)");
    assertThat(commit.point().enters()).isEqualTo(1);
    assertThat(commit.release()).isEqualTo(new Released(1, 0, null));
  }

  @Test
  void streamsEventsOfAFilterWithCursorAndGap() throws Exception {
    jinx.point("commit").enable();
    jinx.point("send").enable();
    EventFilter filter = EventFilter.ALL.injection("commit");
    try (EventStream events = jinx.events(filter)) {
      agent.hit("send", "hit");
      agent.hit("commit", "hit");
      agent.hit("commit", "hit");
      List<Cursor> cursors = new ArrayList<>();
      Iterator<Event> iterator = events.iterator();
      cursors.add(iterator.next().cursor());
      cursors.add(iterator.next().cursor());
      assertThat(cursors).extracting(Cursor::seq).containsExactly(2L, 3L);
      assertThat(events.cursor()).isEqualTo(new Cursor("n1", 4, 3));
      agent.kill();
      assertThatThrownBy(iterator::hasNext).isInstanceOf(JvmDiedException.class);
    }
  }
}
