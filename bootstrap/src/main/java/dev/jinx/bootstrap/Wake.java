package dev.jinx.bootstrap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Waking the scribe: one system call of the thread that publishes while the scribe sleeps. */
public final class Wake {
  private static final VarHandle ASLEEP;

  static {
    try {
      ASLEEP = MethodHandles.lookup().findStaticVarHandle(Wake.class, "asleep", boolean.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private static volatile @Nullable Thread scribe;
  private static volatile boolean asleep;

  private Wake() {}

  /** To be called after a section was left, whose fence orders the record before this look. */
  static void scribe() {
    if (asleep && ASLEEP.compareAndSet(true, false)) {
      LockSupport.unpark(scribe);
    }
  }

  /** For the scribe's own thread: sleeps until a record is published, but no longer than this. */
  public static void sleep(long nanos) {
    scribe = Thread.currentThread();
    asleep = true;
    if (!Tables.anything()) {
      LockSupport.parkNanos(Wake.class, nanos);
    }
    asleep = false;
  }

  /** Wakes the scribe for another reason than a record. For the agent's threads. */
  public static void now() {
    asleep = false;
    LockSupport.unpark(scribe);
  }
}
