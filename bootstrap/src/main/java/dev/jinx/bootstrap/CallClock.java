package dev.jinx.bootstrap;

import java.util.Iterator;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Has calls that were taken over executed when they are due, and when their arm ends. One thread of
 * the agent, which executes none itself.
 */
final class CallClock implements Runnable {
  /** After this long it tries again where the system had no thread left. */
  private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final ConcurrentLinkedQueue<Backlog> LISTED = new ConcurrentLinkedQueue<>();
  private static final ConcurrentLinkedQueue<Lane> STALLED = new ConcurrentLinkedQueue<>();

  private static @Nullable Thread thread;

  /** Who adds what is due before this time has to wake the thread. */
  private static volatile long wakesAt = Due.NEVER;

  private CallClock() {}

  /** Before the first call is taken over; under the lock of {@link Arming}. */
  static void start() {
    if (thread == null) {
      Thread fresh = AgentThreads.create("jinx-calls", new CallClock());
      fresh.start();
      thread = fresh;
    }
  }

  /** Some arm has ended, or something is due now. On any thread. */
  static void wake() {
    LockSupport.unpark(thread);
  }

  /** There is something in it again. */
  static void list(Backlog backlog) {
    LISTED.add(backlog);
  }

  /** Something will be due. */
  static void wakeAt(long due) {
    if (due < wakesAt) {
      wake();
    }
  }

  /** There was no thread for it. */
  static void beginLater(Lane lane) {
    STALLED.add(lane);
    wake();
  }

  @Override
  public void run() {
    while (true) {
      long next;
      try {
        next = round();
      } catch (Throwable fault) {
        // The application's memory may be out; what it has waiting must come all the same.
        Faults.count("looking for calls that are due", fault);
        next = Due.now() + AGAIN_NANOS;
      }
      long left = next - Due.now();
      if (left > 0) {
        LockSupport.parkNanos(CallClock.class, left);
      }
    }
  }

  /** Hands over what is due; answers when something will be. */
  private static long round() {
    // Whoever adds something from here on wakes us, so that nothing is overlooked.
    wakesAt = Due.NEVER;
    long now = Due.now();
    long next = Due.NEVER;
    for (Iterator<Backlog> all = LISTED.iterator(); all.hasNext(); ) {
      Backlog backlog = all.next();
      next = Math.min(next, backlog.handOver(now));
      if (backlog.isEmpty()) {
        all.remove();
        backlog.unlist();
      }
    }
    for (int i = STALLED.size(); i > 0; i--) {
      Lane lane = STALLED.poll();
      if (lane != null) {
        lane.begin();
      }
    }
    if (!STALLED.isEmpty()) {
      next = Math.min(next, now + AGAIN_NANOS);
    }
    wakesAt = next;
    return next;
  }
}
