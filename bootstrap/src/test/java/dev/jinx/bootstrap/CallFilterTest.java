package dev.jinx.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of calls that are messages. */
@Timeout(60)
class CallFilterTest {
  private final Mailbox mailbox = new Mailbox();

  @AfterEach
  void disable() {
    mailbox.end();
  }

  private void deliver(int count) {
    for (int i = 1; i <= count; i++) {
      mailbox.deliver(i, "m");
    }
  }

  private static List<String> messages(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> i + "m").collect(Collectors.toList());
  }

  private static int release(Mailbox mailbox, @Nullable Long thread, @Nullable String outcome)
      throws Exception {
    Terms terms = outcome == null ? null : Terms.parseOutcome(outcome);
    Releasing.Choice choice = new Releasing.Choice(null, thread, null, Integer.MAX_VALUE);
    return Releasing.release(mailbox.point, choice, terms).released();
  }

  @Test
  void dropLosesTheCall() throws Exception {
    mailbox.arm("1*off->1*drop");
    deliver(3);
    assertThat(mailbox.delivered).containsExactly("1m", "3m");
  }

  @Test
  void duplicateExecutesItTwiceOnItsOwnThread() throws Exception {
    mailbox.arm("1*duplicate");
    deliver(2);
    assertThat(mailbox.delivered).containsExactly("1m", "1m", "2m");
    assertThat(mailbox.threads).containsOnly(Thread.currentThread().getName());
    mailbox.end();
    mailbox.arm("duplicate");
    assertThat(mailbox.count(1, "m")).as("of any return type").isEqualTo(3);
  }

  @Test
  void deferExecutesItOnAThreadOfItsOwnWhileTheCallerGoesOn() throws Exception {
    mailbox.arm("defer(1ms)");
    deliver(100);
    mailbox.awaitDelivered(100);
    assertThat(mailbox.delivered).as("in the order of the sender").isEqualTo(messages(100));
    assertThat(mailbox.threads).allMatch(name -> name.startsWith("jinx-call-"));
  }

  @Test
  void whatIsDeferredIsExecutedWhenTheArmEnds() throws Exception {
    mailbox.arm("defer(23h..24h)");
    deliver(20);
    assertThat(mailbox.delivered).isEmpty();
    mailbox.end();
    mailbox.awaitDelivered(20);
    assertThat(mailbox.delivered).containsExactlyInAnyOrderElementsOf(messages(20));
  }

  private List<String> reordered(long seed) throws Exception {
    mailbox.delivered.clear();
    Mailbox.arm(mailbox.point, "reorder(5)", seed);
    deliver(25);
    mailbox.awaitDelivered(25);
    mailbox.end();
    return new ArrayList<>(mailbox.delivered);
  }

  @Test
  void reorderExecutesGroupsInAnOrderThatTheSeedGives() throws Exception {
    List<String> once = reordered(7);
    assertThat(reordered(7)).isEqualTo(once).isNotEqualTo(messages(25));
    assertThat(reordered(8)).isNotEqualTo(once);
    for (int group = 0; group < 5; group++) {
      assertThat(once.subList(group * 5, group * 5 + 5))
          .containsExactlyInAnyOrderElementsOf(messages(25).subList(group * 5, group * 5 + 5));
    }
  }

  @Test
  void whatIsKeptForAGroupIsExecutedInOrderWhenTheArmEnds() throws Exception {
    mailbox.arm("reorder(5)");
    deliver(4);
    assertThat(mailbox.delivered).isEmpty();
    mailbox.end();
    mailbox.awaitDelivered(4);
    assertThat(mailbox.delivered).isEqualTo(messages(4));
  }

  @Test
  void throttleExecutesThemInOrderAndSpaced() throws Exception {
    mailbox.arm("throttle(100/s)");
    long begin = System.nanoTime();
    deliver(5);
    mailbox.awaitDelivered(5);
    assertThat(System.nanoTime() - begin).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(39));
    assertThat(mailbox.delivered).isEqualTo(messages(5));
  }

  @Test
  void whatThrottleKeepsIsExecutedInOrderWhenTheArmEnds() throws Exception {
    mailbox.arm("throttle(1/s)");
    deliver(50);
    mailbox.end();
    mailbox.awaitDelivered(50);
    assertThat(mailbox.delivered).isEqualTo(messages(50));
  }

  @Test
  void heldCallsAreLetGoInAnyOrderOrDropped() throws Exception {
    Arm arm = mailbox.arm("hold");
    deliver(4);
    List<Waiter> held = arm.waiters();
    assertThat(held).hasSize(4).allMatch(one -> one.thread().getName().startsWith("jinx-call-"));
    assertThat(release(mailbox, held.get(2).thread().getId(), null)).isEqualTo(1);
    mailbox.awaitDelivered(1);
    assertThat(release(mailbox, held.get(0).thread().getId(), "drop")).isEqualTo(1);
    assertThat(release(mailbox, held.get(1).thread().getId(), "continue")).isEqualTo(1);
    mailbox.awaitDelivered(2);
    mailbox.end();
    mailbox.awaitDelivered(3);
    assertThat(mailbox.delivered).containsExactly("3m", "2m", "4m");
  }

  @Test
  void heldCallsOfAThreadAreLetGoByItsNumber() throws Exception {
    Arm arm = mailbox.arm("hold");
    Thread other = new Thread(() -> mailbox.deliver(9, "m"));
    other.start();
    other.join();
    deliver(2);
    assertThat(release(mailbox, Thread.currentThread().getId(), null)).isEqualTo(2);
    assertThat(arm.waiters()).hasSize(1);
  }

  @Test
  void dropIsAlsoAnOutcomeOfThreadsThatArePaused() throws Exception {
    Arm arm = mailbox.arm("pause");
    Thread sender = new Thread(() -> mailbox.deliver(1, "m"));
    sender.start();
    while (arm.waiters().isEmpty()) {
      Thread.onSpinWait();
    }
    assertThat(release(mailbox, null, "drop")).isEqualTo(1);
    sender.join();
    assertThat(mailbox.delivered).isEmpty();
  }

  @Test
  void filtersOfOneMethodAreAPipeInTheOrderOfTheirDeclaration() throws Exception {
    Mailbox.arm(mailbox.after, "1*off->1*drop", 1);
    mailbox.arm("duplicate");
    Mailbox.arm(mailbox.before, "throttle(10000/s)", 1);
    deliver(2);
    mailbox.awaitDelivered(3);
    assertThat(mailbox.delivered).containsExactly("1m", "2m", "2m");
  }

  @Test
  void aHeldCallIsExecutedWhenItsTimeIsUp() throws Exception {
    mailbox.arm("hold(1ms)");
    deliver(1);
    mailbox.awaitDelivered(1);
  }

  @Test
  void whatACallThrowsThatWasTakenOverIsAnErrorOfTheArm() throws Exception {
    Arm arm = mailbox.arm("1*defer(0ms)->1*hold->observe");
    mailbox.deliver(1, "");
    while (arm.errors() < 1) {
      Thread.onSpinWait();
    }
    mailbox.deliver(2, "m");
    release(mailbox, null, "throw(java.lang.IllegalStateException, \"late\")");
    while (arm.errors() < 2) {
      Thread.onSpinWait();
    }
    assertThat(arm.error()).contains("an empty message").contains("#deliver(");
    assertThatThrownBy(() -> mailbox.deliver(3, "")).hasMessage("an empty message");
    assertThat(mailbox.delivered).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "duplicate, 2",
    "defer(0ms), 1",
    "throttle(1000/s), 1",
    "hold(0ms), 1",
  })
  void aCallGoesByItsPointOnceAndHitsAllOthers(String terms, int times) throws Exception {
    Arm before = Mailbox.arm(mailbox.before, "observe", 1);
    Arm taken = mailbox.arm(terms);
    Arm after = Mailbox.arm(mailbox.after, "observe", 1);
    Arm within = Mailbox.arm(mailbox.within, "100*observe", 1);
    mailbox.deliver(1, "m");
    mailbox.awaitDelivered(times);
    assertThat(List.of(hits(before), hits(taken), hits(after), hits(within)))
        .containsExactly(1L, 1L, (long) times, (long) times);
  }

  @Test
  void aCallThatIsExecutedAfterTheEndOfItsArmHitsOtherPoints() throws Exception {
    Arm before = Mailbox.arm(mailbox.before, "observe", 1);
    mailbox.arm("defer(1h)");
    Arm within = Mailbox.arm(mailbox.within, "observe", 1);
    mailbox.deliver(1, "m");
    Arming.end(Arming.arms(List.of(mailbox.point), null), null, false);
    mailbox.awaitDelivered(1);
    assertThat(hits(before)).isEqualTo(1);
    assertThat(hits(within)).isEqualTo(1);
  }

  /** Counts hits, in place of the scribe. */
  private static final class Counting implements Tables.Sink {
    @Override
    public void take(Record taken) {
      if (taken.isCountedOnly() || taken.phase().isHit()) {
        taken.arm().countHit();
      }
    }

    @Override
    public void dropped(ThreadTable table, long count) {
      throw new AssertionError(count + " hits were lost");
    }
  }

  private static long hits(Arm arm) {
    Tables.drain(new Counting(), new Record(), new Merge());
    return arm.hits();
  }

  @Test
  void whatDoesNotFitTheMethodIsRefusedWithWhatWouldBeRight() {
    assertMisfit("drop", "which returns int; right is return(0), or throw(..) to tell");
    assertMisfit("defer(1ms)", "wait for int; right is sleep(..)");
    assertMisfit("reorder(2)", "wait for int; right is sleep(..)");
    assertMisfit("throttle(1/s)", "wait for int; right is sleep(..)");
    assertMisfit("hold", "wait for int; right is pause");
    assertMisfit("throttle(1KB)", "right are calls a second, such as throttle(10/s)");
    assertMisfit("reset", "acts on what a connection carries");
  }

  private void assertMisfit(String terms, String reason) {
    assertThatThrownBy(() -> Terms.parse(terms).check(mailbox.countPlace()))
        .isInstanceOf(MisfitException.class)
        .hasMessageContaining(reason)
        .hasMessageContaining("Mailbox#count(int,java.lang.String)");
  }

  @Test
  void onConnectionsTheWordsForCallsAreRefused() {
    Point point = Points.declare(new Declaration("calls-net", "net#write", Position.ENTRY, "test"));
    Place net = new Place(new Entrance(point, "net#write").site(), null);
    assertThatThrownBy(() -> Terms.parse("defer(1ms..2ms)").check(net))
        .hasMessageContaining("right is delay(1ms..2ms)");
    assertThatThrownBy(() -> Terms.parse("hold").check(net)).hasMessageContaining("right is pause");
    assertThatThrownBy(() -> Terms.parse("throttle(5/s)").check(net))
        .hasMessageContaining("throttle(64KB)");
  }

  @Test
  void onlyEntriesOfMethodsAreFiltered() {
    Point exit = Points.declare(new Declaration("calls-exit", "A#b", Position.EXIT, "test"));
    Shape shape = new Shape("()V", true, Shape.AtHand.NOTHING, null);
    Place atExit = new Place(Site.of(exit, "A#b()", shape), null);
    assertThatThrownBy(() -> Terms.parse("duplicate").check(atExit))
        .hasMessageContaining("at the entry of a method; this point is at 'exit' of A#b()");
    Point made = Points.declare(new Declaration("calls-made", "A#<init>", Position.ENTRY, "test"));
    Shape construct = new Shape("()V", false, Shape.AtHand.NOTHING, "a constructor must construct");
    Place atInit = new Place(Site.of(made, "A#<init>()", construct), null);
    for (String terms : List.of("duplicate", "hold", "drop")) {
      assertThatThrownBy(() -> Terms.parse(terms).check(atInit))
          .isInstanceOf(MisfitException.class);
    }
  }

  @Test
  void beyondTheMostThatMayBeInFlightCallersExecuteTheirOwn() throws Exception {
    Arm arm = mailbox.arm("defer(1h)");
    deliver(CallThread.MOST + 3);
    assertThat(mailbox.delivered).hasSize(3);
    assertThat(mailbox.threads).containsOnly(Thread.currentThread().getName());
    assertThat(arm.error()).contains("at most 10000 can be");
    mailbox.end();
    mailbox.awaitDelivered(CallThread.MOST + 3);
  }
}
