package com.acme.bank;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jinx.client.Armed;
import dev.jinx.client.Arming;
import dev.jinx.client.Hit;
import dev.jinx.client.Point;
import dev.jinx.client.junit.JinxPoint;
import dev.jinx.client.junit.JinxTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@JinxTest
@Execution(ExecutionMode.CONCURRENT)
class ParallelSample {
  private static final int TESTS = 3;
  private static final Account SHARED = new Account();
  private static final CyclicBarrier ALL = new CyclicBarrier(TESTS);

  private final Point deposit;

  ParallelSample(
      @JinxPoint(value = "shared", method = "com.acme.bank.Account#deposit(long)") Point deposit) {
    this.deposit = deposit;
  }

  @Test
  void one() throws Exception {
    onlyItsOwnHit(100_001);
  }

  @Test
  void two() throws Exception {
    onlyItsOwnHit(100_002);
  }

  @Test
  void three() throws Exception {
    onlyItsOwnHit(100_003);
  }

  /** While all are armed, each deposits all amounts, and only one test's arm acts on each. */
  private void onlyItsOwnHit(long mine) throws Exception {
    Armed armed = deposit.enable(Arming.of("return(-1)").when("args[0] == " + mine));
    ALL.await(60, TimeUnit.SECONDS);
    for (long amount = 100_001; amount <= 100_000 + TESTS; amount++) {
      assertEquals(-1, SHARED.deposit(amount));
    }
    ALL.await(60, TimeUnit.SECONDS);
    List<Hit> hits = armed.awaitCount(TESTS, Duration.ofSeconds(60));
    assertEquals(TESTS, hits.size());
    armed.after(hits.get(TESTS - 1)).expectNone(Duration.ofMillis(1));
  }
}
