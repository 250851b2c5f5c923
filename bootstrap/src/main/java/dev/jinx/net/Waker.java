package dev.jinx.net;

import dev.jinx.bootstrap.AgentThreads;
import dev.jinx.bootstrap.Faults;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Has all connections look again when arms have changed. On a thread of its own: who holds Arming's
 * lock is to wait for no lock that threads of the application take.
 */
final class Waker implements Runnable {
  private static @Nullable Thread thread;
  private static volatile int asked;
  private static volatile int done;

  private Waker() {}

  /** Under Arming's lock: begins the thread, once. */
  static void start() {
    if (thread == null) {
      Thread started = AgentThreads.create("jinx-net-waker", new Waker());
      started.start();
      thread = started;
    }
  }

  /** Under Arming's lock; neither waits nor locks. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one at a time, by that lock
  static void wake() {
    asked++;
    LockSupport.unpark(thread);
  }

  /** Whether some connection may not have looked yet since the last {@link #wake}. */
  static boolean isBehind() {
    return asked != done;
  }

  @Override
  public void run() {
    while (true) {
      int now = asked;
      if (now == done) {
        LockSupport.park(this);
        continue;
      }
      for (Held one : Network.all()) {
        try {
          one.wake();
        } catch (RuntimeException | OutOfMemoryError fault) {
          Faults.count("waking a connection", fault);
        }
      }
      done = now;
      Network.openOrCloseNow();
    }
  }
}
