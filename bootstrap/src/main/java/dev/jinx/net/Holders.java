package dev.jinx.net;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** The application's threads that wait at one connection. */
final class Holders {
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

  /** Parks the current thread for so long at most, or until {@link #wake}, or an interrupt. */
  void park(long nanos) {
    Thread self = Thread.currentThread();
    threads.add(self);
    try {
      LockSupport.parkNanos(this, nanos);
    } finally {
      threads.remove(self);
    }
  }

  void wake() {
    for (Thread thread : threads) {
      LockSupport.unpark(thread);
    }
  }
}
