package dev.jinx.net;

import dev.jinx.bootstrap.AgentThreads;
import dev.jinx.bootstrap.Faults;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** The agent's thread for what is due later on connections. */
final class Timer implements ThreadFactory {
  private static final ScheduledThreadPoolExecutor LATER =
      new ScheduledThreadPoolExecutor(1, new Timer());

  static {
    LATER.setRemoveOnCancelPolicy(true);
  }

  private Timer() {}

  /**
   * Begins its thread, from one of the agent's: who begins a thread is remembered by it for ever,
   * with the loader of a web application.
   */
  static void start() {
    LATER.prestartCoreThread();
  }

  @Override
  public Thread newThread(Runnable work) {
    return AgentThreads.create("jinx-net-timer", work);
  }

  /** Wakes who waits at the connection in so many nanoseconds. */
  static void wake(Link link, long nanos) {
    run(new Waking(link), nanos);
  }

  /** Wakes who waits at the connection in a moment, when the current thread has gone on. */
  static void wakeSoon(Link link) {
    for (long millis = 1; millis <= 128; millis *= 4) {
      wake(link, millis * 1_000_000L);
    }
  }

  /** Does work in so many nanoseconds; it is not to wait for anything. */
  static void run(Runnable work, long nanos) {
    Future<?> unused = LATER.schedule(new Watched(work), Math.max(0, nanos), TimeUnit.NANOSECONDS);
  }

  /** The executor would keep a fault to itself. */
  private static final class Watched implements Runnable {
    private final Runnable work;

    Watched(Runnable work) {
      this.work = work;
    }

    @Override
    public void run() {
      try {
        work.run();
      } catch (Throwable fault) {
        Faults.count("what was due on a connection", fault);
      }
    }
  }

  /** Wakes who waits at a connection. */
  static final class Waking implements Runnable {
    private final Link link;

    Waking(Link link) {
      this.link = link;
    }

    @Override
    public void run() {
      link.wake();
    }
  }
}
