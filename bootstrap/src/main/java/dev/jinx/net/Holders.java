package dev.jinx.net;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The application's threads that wait at one connection. */
final class Holders {
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final AtomicInteger wakes = new AtomicInteger();

  /** How often {@link #wake} was called; to be asked before the look at what is waited for. */
  int wakes() {
    return wakes.get();
  }

  /**
   * Parks the current thread for so long at most, or until {@link #wake}, or an interrupt. A permit
   * that the application gave the thread is not used up by that; one too many is allowed.
   *
   * @param seen what {@link #wakes} was before: who was woken since then does not park
   */
  void park(int seen, long nanos) {
    Thread self = Thread.currentThread();
    threads.add(self);
    try {
      long end = System.nanoTime() + nanos;
      for (long left = nanos;
          left > 0 && wakes.get() == seen && !self.isInterrupted();
          left = end - System.nanoTime()) {
        LockSupport.parkNanos(this, left);
      }
    } finally {
      threads.remove(self);
      LockSupport.unpark(self);
    }
  }

  void wake() {
    wakes.incrementAndGet();
    for (Thread thread : threads) {
      LockSupport.unpark(thread);
    }
  }
}
