package dev.jinx.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The rings and the order in which the scribe gets their records, without a server around them. */
class RingsTest {
  private final TestPoint test = new TestPoint();
  private final Site site = test.site;
  private final Taken taken = new Taken();
  private final Record record = new Record();
  private final Merge merge = new Merge();

  private final class Taken implements Tables.Sink {
    final Map<Long, List<Long>> nanosByThread = new HashMap<>();
    final List<Long> order = new ArrayList<>();
    long dropped;

    @Override
    public void take(Record record) {
      if (record.site() != site) {
        // Of another test of this JVM, as the rings are the JVM's.
        return;
      }
      nanosByThread.computeIfAbsent(record.threadId, id -> new ArrayList<>()).add(record.nanos);
      order.add(record.nanos);
    }

    @Override
    public void dropped(ThreadTable table, long count) {
      dropped += count;
    }
  }

  @AfterEach
  void disable() {
    test.end();
    while (Tables.drain(taken, record, merge) > 0) {
      Tables.tidy(System.nanoTime());
    }
  }

  private void hit(int times) {
    try {
      for (int i = 0; i < times; i++) {
        Site.hit(site.id(), null);
      }
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  private void arm() {
    Arming.begin(test.point, ArmSpec.of(test.point.declaration(), false, 1));
  }

  @Test
  void eachHitOfManyThreadsArrivesOnceAndInOrderWhileTheScribeReads() throws Exception {
    arm();
    int threads = 16;
    int hits = 20_000;
    CyclicBarrier start = new CyclicBarrier(threads);
    CountDownLatch done = new CountDownLatch(threads);
    for (int i = 0; i < threads; i++) {
      new Thread(
              () -> {
                try {
                  start.await();
                  hit(hits);
                } catch (Exception impossible) {
                  throw new AssertionError(impossible);
                } finally {
                  done.countDown();
                }
              })
          .start();
    }
    while (done.getCount() > 0) {
      Tables.drain(taken, record, merge);
      // As often as it goes, so that chunks are sealed while they are written to.
      Tables.tidy(System.nanoTime() + 10_000_000_000L);
    }
    Tables.drain(taken, record, merge);
    assertThat(taken.dropped).isZero();
    assertThat(taken.nanosByThread).hasSize(threads);
    taken.nanosByThread.values().forEach(nanos -> assertThat(nanos).hasSize(hits).isSorted());
  }

  @Test
  void moreThreadsThanChunksNeedNoMoreThanThePool() throws Exception {
    arm();
    for (int i = 0; i < 3_000; i++) {
      Thread thread = new Thread(() -> hit(1));
      thread.start();
      thread.join();
      Tables.drain(taken, record, merge);
      Tables.tidy(System.nanoTime());
    }
    assertThat(taken.order).hasSize(3_000);
    assertThat(taken.dropped).isZero();
  }

  @Test
  void anExhaustedPoolIsTold() {
    arm();
    // 64 MiB of records of 40 bytes, and some more.
    hit(2_000_000);
    Tables.drain(taken, record, merge);
    assertThat(taken.dropped).isPositive();
    assertThat(taken.order.size() + taken.dropped).isEqualTo(2_000_000);
  }

  @Test
  void whenAnArmHasEndedNoRecordOfItComesAnyMore() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread thread =
          new Thread(
              () -> {
                while (!stop.get()) {
                  hit(1);
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (int i = 0; i < 200; i++) {
      arm();
      Thread.onSpinWait();
      test.end();
      Tables.drain(taken, record, merge);
      int before = taken.order.size();
      Tables.drain(taken, record, merge);
      assertThat(taken.order).hasSize(before);
    }
    stop.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @Test
  void aHitWithinAHitIsNone() {
    arm();
    boolean entered = Threads.enterAgent();
    hit(5);
    Threads.leaveAgent(entered);
    hit(2);
    Tables.drain(taken, record, merge);
    assertThat(taken.order).hasSize(2);
  }
}
