package dev.jinx.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads that are held, and what they find when they go on. */
@Timeout(60)
class ParkingTest {
  private final TestPoint test = new TestPoint();
  private final Site site = test.site;

  @AfterEach
  void disable() {
    test.end();
  }

  private void hit() {
    try {
      Site.hit(site.id(), null);
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  @Test
  void aMessageThatComesBackLetsGoTheThreadThatParkedMeanwhile() throws Exception {
    Arm arm = test.arm("pause(1h)");
    Thread thread = new Thread(this::hit);
    thread.start();
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    assertThat(arm.waiters()).hasSize(1);
    // What another thread does that took a kept message, and was let go by somebody else.
    arm.giveBackKept(Kept.CONTINUE);
    thread.join();
    assertThat(arm.kept()).isZero();
  }

  @Test
  void aPermitGivenBeforeTheHitIsStillThereAfterIt() throws Exception {
    test.arm("sleep(1ms)");
    Thread thread =
        new Thread(
            () -> {
              LockSupport.unpark(Thread.currentThread());
              hit();
              LockSupport.park();
            });
    thread.start();
    thread.join();
    assertThat(thread.isAlive()).isFalse();
  }

  @Test
  void aSleepAndADelayDoNotOutliveTheirArm() throws Exception {
    for (String terms : new String[] {"sleep(24h)", "delay(24h)", "sleep(23h..24h)"}) {
      test.arm(terms);
      Thread thread = new Thread(this::hit);
      thread.start();
      while (!holds(thread)) {
        Thread.onSpinWait();
      }
      test.end();
      thread.join();
      assertThat(thread.isAlive()).isFalse();
    }
  }

  private static boolean holds(Thread thread) {
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getClassName().equals(Parking.class.getName())) {
        return true;
      }
    }
    return false;
  }
}
