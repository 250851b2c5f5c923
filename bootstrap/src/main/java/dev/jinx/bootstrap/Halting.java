package dev.jinx.bootstrap;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Ending the JVM, with what was published written to every reader first. */
public final class Halting {
  /** How long a thread waits for the writing; stalled readers are given less. */
  private static final long PATIENCE_NANOS = 5_000_000_000L;

  private static final AtomicBoolean BEGUN = new AtomicBoolean();
  private static volatile @Nullable Runnable work;

  private Halting() {}

  /** Sets what is done first, on a thread of its own; it should take no more than 3 s. */
  public static void first(Runnable writing) {
    work = writing;
  }

  /** Ends the JVM. On the application's thread, which does not come back. */
  static void halt(int status) {
    Runnable first = work;
    if (first != null) {
      if (BEGUN.compareAndSet(false, true)) {
        write(first);
      } else {
        // Another thread's halt is under way, whose status is the one that counts.
        await(null);
      }
    }
    Runtime.getRuntime().halt(status);
  }

  private static void write(Runnable first) {
    try {
      Thread writer = AgentThreads.create("jinx-halt", first);
      writer.start();
      await(writer);
    } catch (Throwable fault) {
      Faults.count("telling readers of a halt", fault);
    }
  }

  /** Until that thread has ended, or for as long as is allowed. */
  private static void await(@Nullable Thread writer) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    // Not join(), and in steps: neither an interrupt nor a permit of the application's must cut it
    // short.
    while ((writer == null || writer.isAlive()) && end - System.nanoTime() > 0) {
      LockSupport.parkNanos(Halting.class, 1_000_000);
      boolean ignored = Thread.interrupted();
    }
  }
}
