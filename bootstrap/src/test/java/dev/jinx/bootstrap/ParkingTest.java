package dev.jinx.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads that are held, and what they find when they go on. */
@Timeout(60)
class ParkingTest {
  private final Point point =
      Points.declare(
          new Declaration(
              "parking-" + System.nanoTime(), "A#b", Position.ENTRY, null, Map.of(), "test"));
  private final Site site = Site.of(point, "A#b()");

  @AfterEach
  void disable() {
    Arming.end(List.of(point), false);
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
    Arm arm = Arming.begin(point, Terms.parse("pause(1h)"), false, 1, Map.of());
    Thread thread = new Thread(this::hit);
    thread.start();
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    assertThat(arm.waiters()).hasSize(1);
    // What another thread does that took a kept message, and was let go by somebody else.
    arm.giveBackKept();
    thread.join();
    assertThat(arm.kept()).isZero();
  }

  @Test
  void aPermitGivenBeforeTheHitIsStillThereAfterIt() throws Exception {
    Arming.begin(point, Terms.parse("sleep(1ms)"), false, 1, Map.of());
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
}
