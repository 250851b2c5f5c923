package dev.jinx.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A lease that its own daemon thread renews at a third of its time, until it is stopped or lost. A
 * renewal that does not get through is tried again until the time is over.
 */
final class Lease {
  /** Between attempts, so that a refused connection is not tried in a tight loop. */
  private static final long LEAST_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Api api;
  private final String id;
  private final Duration time;
  private final Thread thread;
  private long renewed;
  private boolean stopped;
  private boolean gone;
  private @Nullable String loss;

  private Lease(Api api, Duration time, long asked, String id) {
    this.api = api;
    this.time = time;
    this.renewed = asked;
    this.id = id;
    this.thread = new Thread(this::renew, "jinx-lease " + api.settings().address());
    thread.setDaemon(true);
  }

  /** Makes one on the agent, and begins to renew it. */
  static Lease make(Api api, Duration time) {
    long asked = System.nanoTime();
    Lease lease = new Lease(api, time, asked, LeaseAnswer.of(api.createLease(time)).id());
    lease.thread.start();
    return lease;
  }

  String id() {
    return id;
  }

  Duration time() {
    return time;
  }

  /** Why it is lost, or null while it is held. */
  @Nullable String loss() {
    lock.lock();
    try {
      return loss;
    } finally {
      lock.unlock();
    }
  }

  /** Asks the agent whether it is still held, rather than to find out at the next renewal. */
  @Nullable String confirmedLoss() {
    String known = loss();
    if (known == null) {
      try {
        api.renew(id, time);
      } catch (UnknownLeaseException e) {
        gone(e);
      }
      known = loss();
    }
    return known;
  }

  /** The agent has said that it does not know it. */
  void gone(UnknownLeaseException told) {
    lose(String.valueOf(told.getMessage()), true);
  }

  /** Whether the agent may still hold it. */
  boolean maybeThere() {
    lock.lock();
    try {
      return !gone;
    } finally {
      lock.unlock();
    }
  }

  /** Renews it no more. */
  void stop() {
    lock.lock();
    try {
      stopped = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the thread has ended: at once, or when a renewal under way has its answer. */
  void join() {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it ends by itself, a little later
    }
  }

  private void renew() {
    long third = time.toNanos() / 3;
    Duration patience = Duration.ofNanos(third);
    long pause = third;
    try {
      while (pauses(pause)) {
        long asked = System.nanoTime();
        try {
          api.renew(id, patience);
          renewed = asked;
          pause = third;
        } catch (UnknownLeaseException e) {
          gone(e);
        } catch (JinxException e) {
          // Not there, not well, or in between: the agent counts until the time is over; so do we.
          long left = time.toNanos() - (System.nanoTime() - renewed);
          if (left <= 0) {
            lose("it could not be renewed for " + Words.of(time) + ": " + e.getMessage(), false);
          }
          pause = Math.max(LEAST_PAUSE, Math.min(third / 10, left));
        }
      }
    } catch (InterruptedException | RuntimeException e) {
      lose("its renewal ended: " + e, false);
    }
  }

  /** Whether to go on after that many nanoseconds. */
  private boolean pauses(long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (left > 0 && !stopped && loss == null) {
        left = changed.awaitNanos(left);
      }
      return !stopped && loss == null;
    } finally {
      lock.unlock();
    }
  }

  private void lose(String why, boolean certain) {
    lock.lock();
    try {
      if (loss == null && !stopped) {
        loss = "lease " + id + " was lost: " + why;
      }
      gone |= certain;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
