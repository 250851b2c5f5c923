package dev.jinx.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A point with several arms: who takes a hit, and what becomes of the others. */
class ArmsOfLeasesTest {
  private final TestPoint test = new TestPoint(new Shape("(I)I", true, Shape.AtHand.NOTHING, null));

  @AfterEach
  void disable() {
    test.end();
  }

  /** Holds where the first argument is that number. */
  private record Is(int wanted) implements Condition {
    @Override
    public String text() {
      return "args[0] == " + wanted;
    }

    @Override
    public boolean holds(HitView hit) {
      return hit.args()[0].equals(wanted);
    }
  }

  /** Fails each time. */
  private static final class Fails implements Condition {
    @Override
    public String text() {
      return "1 / 0";
    }

    @Override
    public boolean holds(HitView hit) {
      throw new ArithmeticException("by zero");
    }
  }

  private Object value(int argument) throws Throwable {
    Object decision = test.hit(argument);
    return decision == null ? "went on" : ((Replacement) decision).value();
  }

  @Test
  void theOldestArmWhoseConditionHoldsActs() throws Throwable {
    Arm one = test.arm("return(10)", 1, false, new Is(1), "one");
    Arm two = test.arm("return(20)", 1, false, new Is(2), "two");
    test.arm("return(30)", 1, false, null, null);
    assertThat(value(1)).isEqualTo(10);
    assertThat(value(2)).isEqualTo(20);
    assertThat(value(3)).isEqualTo(30);
    assertThat(one.rejected()).isEqualTo(2);
    assertThat(two.rejected()).isEqualTo(1);
  }

  @Test
  void endingOneArmLeavesTheOthers() throws Throwable {
    test.arm("return(10)", 1, false, new Is(1), "one");
    test.arm("return(20)", 1, false, new Is(2), "two");
    Arming.Ended ended =
        Arming.end(Arming.arms(List.of(test.point), "one"), "lease one ran out", false);
    assertThat(ended.arms()).isEqualTo(1);
    assertThat(value(1)).isEqualTo("went on");
    assertThat(value(2)).isEqualTo(20);
    assertThat(test.point.arms()).singleElement().matches(arm -> "two".equals(arm.lease()));
  }

  @Test
  void aConditionThatFailsMeansNoHitIsCountedAndShown() throws Throwable {
    Arm arm = test.arm("return(10)", 1, false, new Fails(), null);
    assertThat(value(1)).isEqualTo("went on");
    assertThat(value(1)).isEqualTo("went on");
    assertThat(arm.errors()).isEqualTo(2);
    assertThat(arm.error()).contains("by zero");
    assertThat(arm.isOn()).isTrue();
  }

  @Test
  void aOneShotIsNotUsedUpByAHitThatItsConditionRejects() throws Throwable {
    Arm arm = test.arm("return(10)", 1, true, new Is(1), null);
    assertThat(value(2)).isEqualTo("went on");
    assertThat(arm.isOn()).isTrue();
    assertThat(value(1)).isEqualTo(10);
    assertThat(value(1)).isEqualTo("went on");
  }

  @Test
  void oneSpentOneShotPassesHitsOnToTheNextArm() throws Throwable {
    test.arm("return(10)", 1, true, null, "one");
    test.arm("return(20)", 1, false, null, "two");
    assertThat(value(1)).isEqualTo(10);
    assertThat(value(1)).isEqualTo(20);
  }

  @Test
  void anArmThatDoesNotFitTheMethodNeverActsAndItsPointHasFailed() throws Throwable {
    Arm misfit = test.arm("return(\"text\")", 1, false, null, "one");
    test.arm("return(20)", 1, false, null, "two");
    assertThat(value(1)).isEqualTo(20);
    assertThat(misfit.isOn()).isFalse();
    assertThat(test.point.state().word()).isEqualTo("failed");
    assertThat(test.point.state().reason()).contains("returns int");
    Arming.end(List.of(misfit), null, false);
    assertThat(test.point.state().word()).isEqualTo("declared");
  }

  @Test
  void theThreadOfAChosenWaiterGetsTheOutcomeAndNoOther() throws Throwable {
    Arm arm = test.arm("pause(1h)");
    List<Object> got = new ArrayList<>();
    AtomicInteger ready = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Thread thread =
          new Thread(
              () -> {
                Object value;
                ready.incrementAndGet();
                try {
                  value = value(1);
                } catch (Throwable thrown) {
                  value = thrown.toString();
                }
                synchronized (got) {
                  got.add(value);
                }
              });
      thread.start();
      threads.add(thread);
      while (arm.waiters().size() <= i) {
        Thread.onSpinWait();
      }
    }
    long first = Threads.id(threads.get(0));
    assertThatThrownBy(
            () ->
                Releasing.release(
                    test.point, choice(first), Terms.parseOutcome("return(\"text\")")))
        .isInstanceOf(MisfitException.class);
    assertThat(arm.waiters()).hasSize(2);
    Releasing.release(
        test.point, choice(first), Terms.parseOutcome("throw(java.io.IOException, \"disk full\")"));
    threads.get(0).join();
    assertThat(got).containsExactly("java.io.IOException: disk full");
    Releasing.release(
        test.point, new Releasing.Choice(null, null, null, 1), Terms.parseOutcome("return(7)"));
    threads.get(1).join();
    assertThat(got).endsWith(7);
  }

  private static Releasing.Choice choice(long thread) {
    return new Releasing.Choice(null, thread, null, Integer.MAX_VALUE);
  }

  @Test
  void aKeptMessageKeepsItsOutcome() throws Throwable {
    test.arm("pause(1h)");
    Releasing.Done done =
        Releasing.release(
            test.point,
            new Releasing.Choice(null, null, null, Integer.MAX_VALUE),
            Terms.parseOutcome("return(9)"));
    assertThat(done.kept()).isEqualTo(1);
    assertThat(value(1)).isEqualTo(9);
  }

  @Test
  void whatGoesWrongWhileAConditionIsAskedNeverReachesTheApplication() throws Throwable {
    test.arm("return(10)", 1, false, asking(ArmsOfLeasesTest::throwsWhatCannotBeTold), null);
    assertThat(value(1)).isEqualTo("went on");
  }

  private static boolean throwsWhatCannotBeTold() {
    throw new IllegalStateException() {
      @Override
      public String toString() {
        throw new UnsupportedOperationException();
      }
    };
  }

  private static Condition asking(BooleanSupplier answer) {
    return new Condition() {
      @Override
      public String text() {
        return "a test's";
      }

      @Override
      public boolean holds(HitView hit) {
        return answer.getAsBoolean();
      }
    };
  }

  @Test
  void aHitArrivesOnceUnderAnArmThoughAnotherArmBeginsMeanwhile() throws Throwable {
    AtomicInteger asked = new AtomicInteger();
    Arm old =
        test.arm(
            "return(10)", 1, false, asking(() -> enablesAnother(asked.getAndIncrement())), "one");
    assertThat(value(1)).as("what the new arm does").isEqualTo(20);
    assertThat(asked).hasValue(1);
    assertThat(old.rejected()).isEqualTo(1);
    assertThat(old.arrive()).isEqualTo(2);
  }

  private boolean enablesAnother(int asked) {
    if (asked == 0) {
      try {
        test.arm("return(20)", 1, false, null, "two");
      } catch (TermsException impossible) {
        throw new AssertionError(impossible);
      }
    }
    return false;
  }

  /** Called by its name. */
  static void putsText(Map<String, Object> hit) {
    hit.put("return", "text");
  }

  @Test
  void aValueThatACalledMethodPutsInWronglyIsAnErrorOfTheArmAndThrowsNothing() throws Throwable {
    Arm arm = test.arm("call(dev.jinx.bootstrap.ArmsOfLeasesTest#putsText)");
    assertThat(value(1)).isEqualTo("went on");
    assertThat(arm.error()).contains("wrong 'return'", "A#b()", "java.lang.String");
  }

  @Test
  void aSpentOneShotIsForgottenWhenAnotherLeaseEnablesThePoint() throws Throwable {
    Arm spent = test.arm("return(10)", 1, true, null, "one");
    assertThat(value(1)).isEqualTo(10);
    test.arm("return(20)", 1, false, null, "two");
    Arms.sweep(() -> {});
    assertThat(Arms.at(spent.index())).isNull();
  }

  @Test
  void anArmThatEndedWhileItWasFittedTellsNoEvent() throws Throwable {
    Arm arm = test.arm("return(10)");
    test.end();
    Tables.drain(new Told(), new Record(), new Merge());
    Fitting.tell(
        Threads.table(Thread.currentThread()), arm, test.site, "late", Thread.currentThread());
    Told told = new Told();
    Tables.drain(told, new Record(), new Merge());
    assertThat(told.failed).isZero();
  }

  private static final class Told implements Tables.Sink {
    int failed;

    @Override
    public void take(Record record) {
      failed += record.phase() == Phase.FAILED ? 1 : 0;
    }

    @Override
    public void dropped(ThreadTable table, long count) {}
  }
}
