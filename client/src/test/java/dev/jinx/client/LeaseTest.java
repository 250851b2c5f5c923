package dev.jinx.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jinx.client.http.Address;
import dev.jinx.client.testing.TestAgent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LeaseTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration BRIEF = Duration.ofMillis(50);
  private static final String LEASES = "/v2/error_injection/leases";

  private TestAgent agent;

  @BeforeEach
  void start() throws IOException {
    agent = new TestAgent("commit", "send");
  }

  @AfterEach
  void stop() {
    agent.close();
  }

  private JinxBuilder builder() {
    return Jinx.at(agent.address()).deadAfter(Duration.ofMillis(100)).onReport(report -> {});
  }

  private Lease lease(Duration time) {
    return Lease.make(new Api(Settings.of(Address.parse(agent.address()), null)), time);
  }

  private void awaitLoss(Lease lease) throws InterruptedException {
    lease.join(); // its thread ends when it is lost
    assertThat(lease.loss()).isNotNull();
  }

  @Test
  void aReaderNeedsNone() {
    try (Jinx jinx = builder().connect()) {
      jinx.points();
      jinx.point("commit").state();
    }
    assertThat(agent.requests()).noneMatch(request -> request.contains(LEASES));
  }

  @Test
  void allArmsOfAConnectionCarryOneThatIsEndedAtClose() {
    try (Jinx jinx = builder().lease(Duration.ofSeconds(7)).connect()) {
      Armed commit = jinx.point("commit").enable();
      Armed send = jinx.point("send").enable();
      assertThat(commit.lease()).isEqualTo("lease-1").isEqualTo(send.lease());
      assertThat(commit.loss()).isNull();
      assertThat(jinx.point("commit").state().arms().get(0).lease()).isEqualTo("lease-1");
    }
    assertThat(agent.requests())
        .containsOnlyOnce("POST " + LEASES + " {ttl=7000ms}")
        .contains("DELETE " + LEASES + "/lease-1");
    assertThat(agent.leases()).isEmpty();
    assertThat(agent.point("commit").isEnabled()).isFalse();
  }

  @Test
  void aConnectionWithoutOneLeavesItsArms() {
    try (Jinx jinx = builder().withoutLease().connect()) {
      assertThat(jinx.point("commit").enable().lease()).isNull();
    }
    assertThat(agent.point("commit").isEnabled()).isTrue();
    assertThat(agent.requests()).noneMatch(request -> request.contains(LEASES));
  }

  @Test
  void isRenewedUntilStopped() throws Exception {
    Lease lease = lease(Duration.ofSeconds(6));
    agent.awaitRequests("PUT " + LEASES + "/lease-1", 2);
    assertThat(lease.loss()).isNull();
    lease.stop();
    lease.join();
    assertThat(lease.loss()).isNull();
  }

  @Test
  void survivesAnswersThatFail() throws Exception {
    AtomicInteger failures = new AtomicInteger(3);
    agent.override(
        seen ->
            seen.method().equals("PUT") && failures.getAndDecrement() > 0
                ? new TestAgent.Answer(503, "")
                : null);
    Lease lease = lease(Duration.ofSeconds(6));
    agent.awaitRequests("PUT " + LEASES + "/lease-1", 4);
    assertThat(lease.loss()).isNull();
    lease.stop();
    lease.join();
  }

  @Test
  void isLostWhenItCannotBeRenewedUntilItsTimeIsOver() throws Exception {
    Lease lease = lease(Duration.ofMillis(200));
    agent.kill();
    awaitLoss(lease);
    assertThat(lease.loss()).contains("lease lease-1 was lost: it could not be renewed for 200ms");
    assertThat(lease.maybeThere()).isTrue();
  }

  @Test
  void isLostWhenTheAgentKnowsItNoMore() throws Exception {
    Lease lease = lease(Duration.ofSeconds(6));
    agent.expire("lease-1");
    awaitLoss(lease);
    assertThat(lease.loss()).contains("no lease 'lease-1': it ran out");
    assertThat(lease.maybeThere()).isFalse();
  }

  @Test
  void theNextEnableMakesANewOneAndTheLossIsTold() {
    try (Jinx jinx = builder().connect()) {
      Armed commit = jinx.point("commit").enable("pause(30s)");
      agent.hit("commit", "parked");
      Hit hit = commit.awaitParked(LONG);
      agent.expire("lease-1");
      assertThat(hit.awaitEnd(LONG).reason()).isEqualTo("lease lease-1 ran out");

      Armed send = jinx.point("send").enable(); // before any renewal has noticed
      assertThat(send.lease()).isEqualTo("lease-2");
      assertThat(commit.loss()).contains("lease lease-1 was lost");
      assertThat(send.loss()).isNull();

      assertThatThrownBy(() -> commit.awaitCount(2, BRIEF))
          .isInstanceOf(WaitTimeoutException.class)
          .hasMessageContaining("its arm has ended: lease lease-1 was lost");
      assertThatThrownBy(() -> send.awaitHit(BRIEF))
          .hasMessageContaining("lease lease-1 was lost")
          .hasMessageNotContaining("its arm has ended");
      assertThat(jinx.report().findings())
          .singleElement()
          .hasToString(
              "'commit': its arm ended before it was disabled: "
                  + "lease lease-1 was lost: no lease 'lease-1': "
                  + "it ran out, was ended, or never was");
      commit.disable(); // nothing to do, and no failure
    }
    assertThat(agent.leases()).isEmpty();
  }

  @Test
  void aTimeoutTellsALossThatNoRenewalHasNoticed() {
    try (Jinx jinx = builder().connect()) {
      Armed commit = jinx.point("commit").enable();
      agent.expire("lease-1");
      assertThatThrownBy(() -> commit.awaitHit(BRIEF))
          .isInstanceOf(WaitTimeoutException.class)
          .hasMessageContaining("its arm has ended: lease lease-1 was lost");
    }
  }

  @Test
  void silenceUnderALostOneProvesNothing() {
    try (Jinx jinx = builder().connect()) {
      Armed commit = jinx.point("commit").enable();
      commit.expectNone(BRIEF);
      agent.expire("lease-1"); // which no renewal has noticed
      assertThatThrownBy(() -> commit.expectNone(BRIEF))
          .isInstanceOf(LeaseLostException.class)
          .hasMessageContaining("cannot say that 'commit' (arm 1) was not hit");
    }
  }

  @Test
  void oneThatOnlyWeLostIsEndedBeforeTheNext() throws Exception {
    Api api = new Api(Settings.of(Address.parse(agent.address()), null));
    Leases leases = new Leases(api, Duration.ofMillis(150));
    agent.override(seen -> seen.method().equals("PUT") ? new TestAgent.Answer(500, "") : null);
    Lease first = leases.under(id -> String.valueOf(id)).lease();
    awaitLoss(first);
    agent.override(seen -> null);
    assertThat(leases.under(id -> String.valueOf(id)).answer()).isEqualTo("lease-2");
    assertThat(agent.leases()).containsExactly("lease-2");
    leases.close();
    assertThatThrownBy(() -> leases.under(id -> "")).hasMessageContaining("closed");
  }

  @Test
  void aConnectionHasOneArmBesideThoseOfOthers() {
    try (Jinx one = builder().connect();
        Jinx two = builder().connect()) {
      Armed older = one.point("commit").enable();
      Armed mine = one.point("commit").enable();
      Armed other = two.point("commit").enable();
      assertThat(one.point("commit").state().arms())
          .extracting(PointState.ArmState::arm)
          .containsExactly(mine.arm(), other.arm());
      older.disable(); // has ended already
      assertThat(one.point("commit").state().arms()).hasSize(2);
      mine.disable();
      assertThat(one.point("commit").state().arms())
          .extracting(PointState.ArmState::arm)
          .containsExactly(other.arm());
    }
  }

  @Test
  void releasesThroughAnArmOnlyItsOwnThreads() {
    try (Jinx one = builder().connect();
        Jinx two = builder().connect()) {
      Armed first = one.point("commit").enable("pause(30s)");
      agent.hit("commit", "parked");
      two.point("commit").enable("pause(30s)");
      agent.hit("commit", "parked");
      assertThat(first.release("return(7)")).isEqualTo(new Released(1, 0, null));
      assertThat(first.awaitReleased(LONG).outcome()).isEqualTo("return(7)");
      assertThat(one.point("commit").waiters())
          .singleElement()
          .satisfies(
              waiter -> {
                assertThat(waiter.lease()).isEqualTo("lease-2");
                assertThat(waiter.warnings()).containsExactly("a worker of a thread pool: pool-1");
              });
      assertThat(one.point("commit").release(Release.ALL.hit(2).atMost(1)).released()).isEqualTo(1);
    }
  }

  @Test
  void whoeverEnablesWhileTheConnectionIsClosedLeavesNothingArmed() throws Exception {
    for (int round = 0; round < 50; round++) {
      Jinx jinx = builder().connect();
      CompletableFuture<Armed> racing =
          CompletableFuture.supplyAsync(() -> jinx.point("commit").enable());
      jinx.close();
      racing.handle((armed, failure) -> armed).get(20, TimeUnit.SECONDS);
      assertThat(agent.leases()).isEmpty();
      assertThat(agent.point("commit").isEnabled()).isFalse();
      assertThatThrownBy(() -> jinx.point("commit").enable()).hasMessageContaining("closed");
    }
    assertThat(threads()).isEmpty();
  }

  @Test
  void closingLeavesNoThread() {
    Jinx jinx = builder().connect();
    jinx.point("commit").enable();
    assertThat(threads()).containsExactlyInAnyOrder("jinx-client", "jinx-lease");
    jinx.close();
    assertThat(threads()).isEmpty();
  }

  private List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().endsWith(" " + agent.address()))
        .peek(thread -> assertThat(thread.isDaemon()).isTrue())
        .map(thread -> thread.getName().split(" ")[0])
        .toList();
  }

  @Test
  void isNeitherTooShortNorTooLong() {
    assertThatThrownBy(() -> builder().lease(Duration.ofMillis(999)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder().lease(Duration.ofHours(25)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
