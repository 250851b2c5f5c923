package dev.jinx.bootstrap;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What a thread needs when it hits a point: the guard against hits within hits, the section in
 * which it works with one version of the callbacks, and the ring that takes its events. (The
 * nearest relative is Lincheck's thread descriptor.) {@link Threads} finds a thread's.
 */
public abstract class ThreadTable {
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  /** The table of the agent's threads, which share it under the lock of {@link Arming}. */
  static final ThreadTable CONTROL = Tables.control();

  private final int shard;

  /** In the header of its chunks: other than a shard, no number is used again. */
  final int number = NUMBERS.incrementAndGet();

  private volatile long dropped;

  /** What the scribe keeps with a table; its own. */
  public @Nullable Object note;

  /** For {@link Tables}: the table registered before this one. */
  @Nullable ThreadTable older;

  /** For the scribe: nanos of the record it would take next, and how many drops it has told. */
  long headNanos;

  private long told;

  ThreadTable(int shard) {
    this.shard = shard;
  }

  /** A small number, that of the event's {@code shard}. */
  public final int shard() {
    return shard;
  }

  /** The thread whose table it is; null where threads share it or the thread is gone. */
  public @Nullable Thread thread() {
    return null;
  }

  /** Whether the guard is taken: the thread is inside a hook, or one of the agent's. */
  abstract boolean isBusy(Thread thread);

  /** Takes the guard; false where the thread is inside a hook already, or one of the agent's. */
  abstract boolean claim(Thread thread);

  /** Keeps the guard while the thread may be switched or run code that is not ours. */
  abstract void hold(Thread thread);

  /** Gives the guard back. */
  abstract void free(Thread thread);

  /** The call that the thread executes anew, until it is past its site; null for nearly all. */
  abstract @Nullable Pass pass(Thread thread);

  abstract void pass(Thread thread, @Nullable Pass pass);

  /**
   * For a hit that finds the guard taken: whether it was only kept to get a call that is executed
   * anew past its site, and the call is past it. The guard is the hit's then.
   */
  final boolean resumes(Site site, Thread thread) {
    Pass pass = pass(thread);
    if (pass == null || !pass.guards || pass.isAfter(site)) {
      return false;
    }
    pass.guards = false;
    if (site != pass.site) {
      return true;
    }
    pass(thread, null);
    free(thread);
    return false;
  }

  /** For a hit that has the guard: whether it is the one that a call executed anew goes by. */
  final boolean passes(Site site, Thread thread) {
    Pass pass = pass(thread);
    if (pass == null || site != pass.site) {
      return false;
    }
    pass(thread, null);
    return true;
  }

  /**
   * Begins a section: what is published in it is seen by whoever waits for it in {@link #quiesce}.
   *
   * @return a ticket for {@link #leave}
   */
  abstract int enter();

  abstract void leave(int ticket);

  /** Waits until every section that is open now has ended. For the agent's threads. */
  abstract void quiesce(long deadline);

  /**
   * Appends a record; where there is no room, counts it as dropped. Only within a section.
   *
   * @param phase null for a hit that is only counted
   * @param term the term that acts
   * @param waiter the entry of a thread that parks, or 0
   * @param note what comes with it, or null
   */
  abstract void publish(
      Site site,
      Arm arm,
      @Nullable Phase phase,
      int term,
      long waiter,
      @Nullable Note note,
      Thread thread);

  /** For the scribe: whether there is a record to take, whose nanos are then in headNanos. */
  abstract boolean peek();

  /** For the scribe: takes the record that {@link #peek} found. */
  abstract void take(Record into);

  /** For the scribe: the note of a record that was just taken. */
  byte[] note(Chunk from, int at, int length) {
    byte[] note = new byte[length];
    from.getBytes(at + Record.WORDS, note, 0, length);
    return note;
  }

  /** For the scribe: what it took is in the log, so that its room may be used again. */
  void release() {}

  /** For the scribe: no event later than the answer may be numbered in this round. */
  long limit(long now) {
    return now;
  }

  /** For the scribe: gives back what the thread does not need at the moment. */
  abstract void tidy(long now);

  /** For the scribe: whether the thread is gone and everything it left has been taken. */
  abstract boolean isFinished();

  final void drop() {
    // One writer at a time in a table of a thread's own; an estimate in a shared one.
    dropped = dropped + 1;
    try {
      RingFile.countDrop();
    } catch (Throwable fault) {
      // Somebody cut the file off: the next start does not learn of this one, this JVM tells it.
      Faults.count("noting a dropped hit in the ring file", fault);
    }
  }

  final boolean hasUntoldDrops() {
    return dropped - told > 0;
  }

  final long newlyDropped() {
    long count = dropped - told;
    told += count;
    return count;
  }
}
