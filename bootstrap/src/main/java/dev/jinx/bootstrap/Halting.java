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
        LockSupport.parkNanos(Halting.class, PATIENCE_NANOS);
      }
    }
    Runtime.getRuntime().halt(status);
  }

  private static void write(Runnable first) {
    try {
      Thread writer = AgentThreads.create("jinx-halt", first);
      writer.start();
      long end = System.nanoTime() + PATIENCE_NANOS;
      // Not join(): an interrupt of the application's must not cut it short.
      while (writer.isAlive() && end - System.nanoTime() > 0) {
        LockSupport.parkNanos(Halting.class, 1_000_000);
        boolean ignored = Thread.interrupted();
      }
    } catch (Throwable fault) {
      Faults.count("telling readers of a halt", fault);
    }
  }
}
