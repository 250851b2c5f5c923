package dev.jinx.bootstrap;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** All thread tables, as the scribe and the control see them. */
public final class Tables {
  /** How long a thread in a section is waited for; it can only be this long if it is stopped. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  static final ChunkPool POOL = new ChunkPool();

  // Pushed to by any thread, taken from by the scribe only.
  private static final AtomicReference<@Nullable ThreadTable> NEWEST = new AtomicReference<>();
  private static final ConcurrentLinkedQueue<Integer> FREE_SHARDS = new ConcurrentLinkedQueue<>();

  private static final AtomicBoolean STOPPED = new AtomicBoolean();

  private Tables() {}

  /** Who takes the records: the scribe. */
  public interface Sink {
    /** The next record in the order of all; the object is used again. */
    void take(Record record);

    /** Hits of the table's threads that found no room. */
    void dropped(ThreadTable table, long count);
  }

  static ThreadTable control() {
    return register(new OwnTable(0, null));
  }

  static ThreadTable register(ThreadTable table) {
    ThreadTable old;
    do {
      old = NEWEST.get();
      table.older = old;
    } while (!NEWEST.compareAndSet(old, table));
    return table;
  }

  /**
   * The table that the thread, which must be the current one, has already. The common pool erases
   * the thread locals of its workers after each task; a table for each task would never be given
   * back, as its thread lives on.
   */
  static @Nullable ThreadTable find(Thread thread) {
    for (ThreadTable table = NEWEST.get(); table != null; table = table.older) {
      if (table.thread() == thread) {
        return table;
      }
    }
    return null;
  }

  static @Nullable Integer freeShard() {
    return FREE_SHARDS.poll();
  }

  /** Waits until no thread works with what was published before now. For the agent's threads. */
  static void quiesce() {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    for (ThreadTable table = NEWEST.get(); table != null; table = table.older) {
      boolean late = System.nanoTime() - deadline >= 0;
      table.quiesce(deadline);
      if (!late && System.nanoTime() - deadline >= 0) {
        tellStopped(table);
      }
    }
  }

  /** Else nobody could tell why enabling or disabling took so long. */
  private static void tellStopped(ThreadTable table) {
    if (STOPPED.compareAndSet(false, true)) {
      Thread thread = table.thread();
      Say.later(
          "a hit has not ended for "
              + TimeUnit.NANOSECONDS.toSeconds(PATIENCE_NANOS)
              + " s, so enabling or disabling went on without it: "
              + (thread == null ? "some thread" : "thread " + thread.getName())
              + " is stopped in the midst of it (said once)");
    }
  }

  /** Whether some ring has a record to take. For the scribe, under the lock that drain is under. */
  static boolean anything() {
    for (ThreadTable table = NEWEST.get(); table != null; table = table.older) {
      if (table.peek()) {
        return true;
      }
    }
    return false;
  }

  /**
   * One round of the scribe: hands over, in the order of their nanos, all records that were
   * published before it began. What they caused carries later nanos, so that no effect comes before
   * its cause.
   *
   * @return how many records were handed over
   */
  public static int drain(Sink sink, Record record, Merge merge) {
    release();
    long limit = System.nanoTime();
    for (ThreadTable table = NEWEST.get(); table != null; table = table.older) {
      limit = table.limit(limit);
    }
    merge.clear();
    for (ThreadTable table = NEWEST.get(); table != null; table = table.older) {
      if (table.peek() && table.headNanos - limit <= 0) {
        merge.add(table);
      }
      long dropped = table.newlyDropped();
      if (dropped > 0) {
        sink.dropped(table, dropped);
      }
    }
    int count = 0;
    for (ThreadTable table = merge.first(); table != null; table = merge.first()) {
      table.take(record);
      sink.take(record);
      count++;
      merge.firstMoved(table.peek() && table.headNanos - limit <= 0);
    }
    return count;
  }

  /**
   * What was handed over until now is in the log: its room may be used again. For the sink, between
   * two records; each round begins with it, too.
   */
  public static void release() {
    for (ThreadTable table = NEWEST.get(); table != null; table = table.older) {
      table.release();
    }
    POOL.release();
  }

  /** Whether so many chunks are taken that drained ones should come back at once. */
  public static boolean isScarce() {
    return POOL.isScarce();
  }

  /** Gives back idle chunks and forgets threads that are gone. For the scribe, now and then. */
  public static void tidy(long now) {
    ThreadTable newer = null;
    for (ThreadTable table = NEWEST.get(); table != null; table = table.older) {
      table.tidy(now);
      boolean finished = table.isFinished();
      // The newest stays until there is a newer one: only others can be cut out without a race.
      if (newer != null && finished) {
        newer.older = table.older;
        FREE_SHARDS.add(table.shard());
      } else {
        newer = table;
      }
    }
  }
}
