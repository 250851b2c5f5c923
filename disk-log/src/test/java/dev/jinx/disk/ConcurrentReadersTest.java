package dev.jinx.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ConcurrentReadersTest {
  private static final long EVENTS = 60_000;
  private static final int READERS = 6;

  @TempDir(factory = InMemory.class)
  Path directory;

  /** The segments are small, so retention passes readers all the time. */
  @Test
  @Timeout(120)
  void readersOfALogThatLosesItsOldestSegmentsGetRightEventsInOrderAndTheNewest() throws Exception {
    AtomicLong committed = new AtomicLong();
    ExecutorService threads = Executors.newFixedThreadPool(READERS);
    try (LogDirectory log = LogDirectory.open(directory, "n1", "n1")) {
      Segments segments = Events.opened(directory);
      List<Future<Long>> readers = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        int number = i;
        readers.add(threads.submit(() -> follow(segments, committed, number)));
      }
      try (SegmentWriter writer = SegmentWriter.open(log, segments, Durability.OS, 1 << 20)) {
        Random random = new Random(7);
        for (long seq = 1; seq <= EVENTS; seq++) {
          Events.append(writer, "n1", 1, seq);
          if (seq == EVENTS || random.nextInt(20) == 0) {
            writer.commit();
            committed.set(seq);
          }
        }
      }
      long holes = 0;
      for (Future<Long> reader : readers) {
        holes += reader.get(60, TimeUnit.SECONDS);
      }
      assertThat(segments.first().seq()).isGreaterThan(EVENTS / 2);
      assertThat(holes).as("retention passed somebody").isPositive();
    } finally {
      threads.shutdownNow();
    }
  }

  /** Reads up to the last event; those with even numbers begin anew from the oldest at times. */
  private static long follow(Segments segments, AtomicLong committed, int number) throws Exception {
    Random random = new Random(number);
    long holes = 0;
    Position at = new Position(1, 0);
    while (at.seq() < EVENTS) {
      // What was committed before a read began has to be seen by it.
      long known = committed.get();
      Batch batch = segments.read(at, 1 + random.nextInt(40_000));
      if (batch == null) {
        assertThat(at.seq()).isGreaterThanOrEqualTo(known);
        Thread.onSpinWait();
        continue;
      }
      assertThat(batch.firstSeq()).isGreaterThan(at.seq());
      if (batch.firstSeq() > at.seq() + 1) {
        holes++;
        assertThat(segments.first().seq())
            .as("only retention makes holes")
            .isGreaterThanOrEqualTo(batch.firstSeq() - 1);
      }
      for (int i = 0; i < batch.count(); i++) {
        String json = Events.text(batch.bytes(), batch.offset(i), batch.length(i));
        assertThat(json.equals(Events.json("n1", 1, batch.firstSeq() + i))).as(json).isTrue();
      }
      at = batch.end();
      if (number % 2 == 0 && at.seq() < EVENTS / 2 && random.nextInt(50) == 0) {
        at = new Position(1, 0);
      }
    }
    return holes;
  }
}
