package dev.jinx.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.bootstrap.Arming;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimerTest {
  @Test
  void whatIsDueDoesNotWaitForWhoeverChangesArms() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    synchronized (Arming.LOCK) {
      Network.letGoLater();
      Timer.run(done::countDown, 0);
      assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    }
  }
}
