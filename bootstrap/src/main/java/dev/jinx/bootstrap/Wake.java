package dev.jinx.bootstrap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Waking the scribe, which costs the thread that publishes a system call. So it is done only when
 * nothing was published for a while; until then the scribe looks for itself.
 */
public final class Wake {
  private static final VarHandle ASLEEP;

  static {
    try {
      ASLEEP = MethodHandles.lookup().findStaticVarHandle(Wake.class, "asleep", boolean.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private static final long MOMENT_NANOS = 50_000;

  private static volatile @Nullable Thread scribe;
  private static volatile boolean asleep;

  private Wake() {}

  /** To be called after a record was published. */
  static void scribe() {
    if (asleep && ASLEEP.compareAndSet(true, false)) {
      LockSupport.unpark(scribe);
    }
  }

  /**
   * For the scribe's own thread: sleeps until a record is published, but no longer than this.
   *
   * @param lock held by whoever takes records: a look at the rings moves the place to read from
   */
  public static void sleep(long nanos, Lock lock) {
    scribe = Thread.currentThread();
    asleep = true;
    // Instead of a fence in every hit: a thread that did not see the line above has made its record
    // visible long before this moment is over. The time limit holds if some processor is slower.
    LockSupport.parkNanos(Wake.class, MOMENT_NANOS);
    if (asleep && !anything(lock)) {
      LockSupport.parkNanos(Wake.class, nanos);
    }
    asleep = false;
  }

  private static boolean anything(Lock lock) {
    lock.lock();
    try {
      return Tables.anything();
    } finally {
      lock.unlock();
    }
  }

  /** Wakes the scribe for another reason than a record. For the agent's threads. */
  public static void now() {
    asleep = false;
    LockSupport.unpark(scribe);
  }
}
