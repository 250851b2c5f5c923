package dev.jinx.net;

import dev.jinx.bootstrap.AgentThreads;
import dev.jinx.bootstrap.Arming;
import dev.jinx.bootstrap.Faults;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks up host names that were not known when their point was declared, until all of them are. On
 * a thread of its own: a name server that does not answer may take long.
 */
final class HostLookup implements Runnable {
  private static final long EVERY_NANOS = 1_000_000_000L;

  private static boolean looking;

  private HostLookup() {}

  /** For one who holds Arming's lock. */
  static void start() {
    if (!looking) {
      looking = true;
      AgentThreads.create("jinx-net-names", new HostLookup()).start();
    }
  }

  @Override
  public void run() {
    do {
      LockSupport.parkNanos(this, EVERY_NANOS);
      try {
        look();
      } catch (RuntimeException | OutOfMemoryError fault) {
        Faults.count("looking up names of hosts", fault);
      }
    } while (isWanted());
  }

  private static void look() {
    boolean more = false;
    for (Rule rule : Network.declared()) {
      more |= rule.selector.resolve();
    }
    if (more) {
      synchronized (Arming.LOCK) {
        Network.changed();
      }
    }
  }

  private static boolean isWanted() {
    synchronized (Arming.LOCK) {
      List<Rule> all = Network.declared();
      for (Rule rule : all) {
        if (!rule.selector.isComplete()) {
          return true;
        }
      }
      looking = false;
      return false;
    }
  }
}
