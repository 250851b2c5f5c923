package dev.jinx.client;

import dev.jinx.client.checkpoint.CheckpointStore;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Stores how far a stream's reader has come. A store forces each position to disk, which takes
 * milliseconds, so not each is stored: after so many of them, at the latest so long after the first
 * that is not stored yet, whether anything comes or not, and when closed. What a crash leaves
 * unstored is read again.
 *
 * <p>Where a log was begun anew, its lives are counted from the start again: then what is stored of
 * the old one is given up for the new. Thread-safe.
 */
final class Commits {
  /** Runs something later, on another thread. */
  @FunctionalInterface
  interface Timer {
    void run(Duration after, Runnable task);
  }

  private final CheckpointStore store;
  private final String key;
  private final int every;
  private final Duration most;
  private final Timer timer;
  private final @Nullable Cursor start;
  private final ReentrantLock writing = new ReentrantLock();
  private @Nullable Cursor passed;
  private @Nullable Cursor stored;
  private @Nullable RuntimeException failed;
  private int count;
  private boolean scheduled;
  private boolean closed;
  private boolean anew;

  /**
   * Stores nothing yet.
   *
   * @param every after how many positions, 1 or more
   * @param most how long after the first of them
   * @param start where the reader begins, or null if that is not known
   */
  Commits(
      CheckpointStore store,
      String key,
      int every,
      Duration most,
      Timer timer,
      @Nullable Cursor start) {
    this.store = store;
    this.key = key;
    this.every = every;
    this.most = most;
    this.timer = timer;
    this.start = start;
  }

  /** On a daemon thread that lives as long as the task. */
  static void runLater(Duration after, Runnable task) {
    CompletableFuture.delayedExecutor(after.toNanos(), TimeUnit.NANOSECONDS, Commits::start)
        .execute(task);
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "jinx-client checkpoint");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * The reader is done with all up to there. A position that lies further back in the same life
   * changes nothing; a life before is gone to, as a reader only does behind a gap that says so.
   *
   * @throws RuntimeException what the store threw, now or on its own thread since the last call;
   *     the position is tried again with the next one
   */
  void passed(Cursor position) {
    boolean full;
    synchronized (this) {
      RuntimeException told = failed;
      failed = null;
      if (told != null) {
        throw told;
      }
      Cursor before = passed == null ? start : passed;
      if (closed || (passed != null && passed.sameLife(position) && !position.isAfter(passed))) {
        return;
      }
      anew |= before != null && sameNode(before, position) && position.boot() < before.boot();
      passed = position;
      full = ++count >= every;
      if (!full && !scheduled) {
        scheduled = true;
        timer.run(most, this::inTime);
      }
    }
    if (full) {
      write();
    }
  }

  /** Stores what was passed until now; positions that come later are left out. */
  void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    write();
  }

  /** Stores what was passed until now. */
  void write() {
    writing.lock(); // not the monitor: a disk that is slow need not hold up the reader
    try {
      Cursor position;
      boolean lower;
      synchronized (this) {
        position = passed;
        lower = anew;
        anew = false;
        count = 0;
      }
      if (position != null && !position.equals(stored)) {
        store(position, lower);
      }
    } finally {
      writing.unlock();
    }
  }

  private void store(Cursor position, boolean lower) {
    try {
      if (lower) {
        store.delete(key); // what is stored never goes back by itself
      }
      store.put(key, position.toString());
      stored = position;
    } catch (RuntimeException e) {
      synchronized (this) {
        anew |= lower;
      }
      throw e;
    }
  }

  private void inTime() {
    synchronized (this) {
      scheduled = false;
      if (closed) {
        return;
      }
    }
    try {
      write();
    } catch (RuntimeException e) {
      synchronized (this) {
        failed = e; // the reader is told when it comes by
      }
    }
  }

  private static boolean sameNode(Cursor a, Cursor b) {
    return a.node().equals(b.node());
  }
}
