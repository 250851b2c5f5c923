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
  /** After a fault it begins anew so many nanoseconds later. */
  private static final long AGAIN_NANOS = 50_000_000;

  private static volatile @Nullable Thread thread;
  private static volatile boolean looks;
  private static volatile int asked;
  private static volatile int done;

  private Waker() {}

  /** Under Arming's lock: begins the thread, once. */
  static void start() {
    if (thread == null) {
      Thread started = AgentThreads.create("jinx-net-waker", new Waker());
      started.start();
      thread = started;
      Timer.start();
    }
  }

  /**
   * Has it look whether the gates are to be open; by any thread. Not the timer: whoever looks may
   * have to wait for Arming's lock, and what is due is not to wait with him.
   */
  static void look() {
    looks = true;
    LockSupport.unpark(thread);
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
      try {
        int now = asked;
        if (now != done) {
          wakeAll(now);
        } else if (looks) {
          looks = false;
          Network.openOrCloseNow();
        } else {
          LockSupport.park(this);
        }
      } catch (Throwable fault) {
        // Without this thread connections would stay cut for ever: all of it once more.
        Faults.count("waking connections", fault);
        done = asked - 1;
        LockSupport.parkNanos(this, AGAIN_NANOS);
      }
    }
  }

  private static void wakeAll(int now) {
    for (Held one : Network.all()) {
      try {
        one.wake();
      } catch (Throwable fault) {
        Faults.count("waking a connection", fault);
      }
    }
    done = now;
    looks = false;
    Network.openOrCloseNow();
  }
}
