package dev.jinx.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one thread's table does when the scribe, a fault or the JDK gets in between. */
class OwnTableTest {
  private static final long LATER = System.nanoTime() + TimeUnit.HOURS.toNanos(1);

  private final TestPoint test = new TestPoint();
  private final Site site = test.site;
  private final Arm arm = Arming.begin(test.point, ArmSpec.of(test.point.declaration(), false, 1));
  private final Record record = new Record();

  @AfterEach
  void disable() {
    test.end();
  }

  private void publish(OwnTable table) {
    table.publish(site, arm, Phase.HIT, 0, 0, null, Thread.currentThread());
  }

  @Test
  void aRecordAfterASealThatMetAnOpenSectionIsThereAtOnce() {
    OwnTable table = new OwnTable(1, null);
    publish(table);
    assertThat(table.peek()).isTrue();
    table.take(record);
    int ticket = table.enter();
    table.tidy(LATER);
    publish(table);
    table.leave(ticket);
    assertThat(table.peek()).isTrue();
    table.take(record);
    assertThat(table.peek()).isFalse();
  }

  @Test
  void aSectionThatAStackOverflowLeftOpenIsNotWaitedFor() {
    OwnTable table = new OwnTable(1, null);
    table.enter();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    table.quiesce(deadline);
    assertThat(System.nanoTime() - deadline).isNegative();
  }

  @Test
  void aTableWhoseDropsAreNotToldYetIsNotForgotten() throws Exception {
    OwnTable[] made = new OwnTable[1];
    Thread thread =
        new Thread(
            () -> {
              made[0] = new OwnTable(1, Thread.currentThread());
              made[0].drop();
            });
    thread.start();
    thread.join();
    assertThat(made[0].isFinished()).isFalse();
    assertThat(made[0].newlyDropped()).isEqualTo(1);
    assertThat(made[0].isFinished()).isTrue();
  }

  @Test
  void aWorkerWhoseThreadLocalsThePoolErasesKeepsItsTable() throws Exception {
    Map<Thread, Set<ThreadTable>> tables = new ConcurrentHashMap<>();
    for (int i = 0; i < 2_000; i++) {
      ForkJoinPool.commonPool()
          .submit(
              () -> {
                Thread thread = Thread.currentThread();
                tables.computeIfAbsent(thread, t -> new HashSet<>()).add(Threads.table(thread));
              })
          .get();
    }
    assertThat(tables).isNotEmpty();
    tables.values().forEach(ofOneThread -> assertThat(ofOneThread).hasSize(1));
  }
}
