package dev.jinx.bootstrap;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread that executes calls which were taken from the application's threads. It hits points as
 * those do, but only within such a call. A daemon; it ends when it had nothing to do for a while.
 */
final class CallThread extends Thread {
  /** How many calls may be taken over and not executed yet. */
  static final int MOST = 10_000;

  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final ThreadGroup GROUP = AgentThreads.root();
  private static final ConcurrentLinkedDeque<CallThread> IDLE = new ConcurrentLinkedDeque<>();
  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final AtomicInteger ADMITTED = new AtomicInteger();

  private volatile @Nullable Runnable work;

  private CallThread(String name) {
    super(GROUP, null, name, 0, false);
    setDaemon(true);
    setPriority(NORM_PRIORITY);
    // A loader of the application must not be kept alive by a thread of ours.
    setContextClassLoader(null);
  }

  /** Whether one more call may be taken over; {@link #done} has to follow then. */
  static boolean admit() {
    if (ADMITTED.incrementAndGet() <= MOST) {
      return true;
    }
    ADMITTED.decrementAndGet();
    return false;
  }

  /** A call that was admitted has been executed, or never will be. */
  static void done() {
    ADMITTED.decrementAndGet();
  }

  /** How many calls are taken over and not executed yet. */
  static int admitted() {
    return ADMITTED.get();
  }

  /** A thread that waits for its work; null where the system has none left. */
  static @Nullable CallThread take() {
    CallThread idle = IDLE.pollFirst();
    if (idle != null) {
      return idle;
    }
    try {
      CallThread fresh = new CallThread("jinx-call-" + NUMBERS.incrementAndGet());
      fresh.start();
      return fresh;
    } catch (Throwable none) {
      // Mostly out of threads; a call that waits for one is tried again.
      Faults.count("starting a thread for calls", none);
      return null;
    }
  }

  /** A thread for a call that is admitted herewith; null where it is not, or there is none. */
  static @Nullable CallThread admitAndTake() {
    if (!admit()) {
      return null;
    }
    CallThread taken = null;
    try {
      taken = take();
    } finally {
      if (taken == null) {
        done();
      }
    }
    return taken;
  }

  /** There is no work after all; undoes {@link #admitAndTake}. */
  void giveBack() {
    done();
    IDLE.addFirst(this);
  }

  /** Has it do that work, once. */
  void begin(Runnable given) {
    work = given;
    LockSupport.unpark(this);
  }

  @Override
  public void run() {
    // What we do between the calls is no hit.
    Threads.enterAgent();
    String name = getName();
    for (Runnable next = await(); next != null; next = await()) {
      try {
        next.run();
      } catch (Throwable fault) {
        Faults.count("executing a call that was taken over", fault);
      }
      // As a call may have left it.
      setContextClassLoader(null);
      setName(name);
      IDLE.addFirst(this);
    }
  }

  private @Nullable Runnable await() {
    long end = System.nanoTime() + IDLE_NANOS;
    while (true) {
      Runnable next = work;
      if (next != null) {
        work = null;
        return next;
      }
      long left = end - System.nanoTime();
      if (left <= 0 && IDLE.remove(this)) {
        return null;
      }
      // Whoever has taken it is about to give it work.
      LockSupport.parkNanos(this, left <= 0 ? IDLE_NANOS : left);
      boolean ignored = Thread.interrupted();
    }
  }
}
