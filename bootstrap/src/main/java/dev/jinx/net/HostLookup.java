package dev.jinx.net;

import dev.jinx.bootstrap.AgentThreads;
import dev.jinx.bootstrap.Arming;
import dev.jinx.bootstrap.Faults;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Looks up the host names in points, again and again: one that nobody knows may become known, and a
 * host that is started anew may have another address. On a thread of its own: a name server that
 * does not answer may take long.
 */
final class HostLookup implements Runnable {
  private static final long UNKNOWN_NANOS = 1_000_000_000L;
  private static final long KNOWN_NANOS = 5_000_000_000L;

  private static @Nullable Thread looking;

  private HostLookup() {}

  /** For one who holds Arming's lock: has the names of points looked up as soon as may be. */
  static void start() {
    if (looking == null) {
      Thread started = AgentThreads.create("jinx-net-names", new HostLookup());
      started.start();
      looking = started;
    } else {
      LockSupport.unpark(looking);
    }
  }

  @Override
  public void run() {
    boolean complete = false;
    do {
      try {
        complete = look();
      } catch (RuntimeException | OutOfMemoryError fault) {
        Faults.count("looking up names of hosts", fault);
      }
      LockSupport.parkNanos(this, complete ? KNOWN_NANOS : UNKNOWN_NANOS);
    } while (isWanted());
  }

  /** Whether all names are known now. */
  private static boolean look() {
    boolean changed = false;
    boolean complete = true;
    List<Rule> all = Network.declared();
    for (Rule rule : all) {
      changed |= rule.selector.resolve();
      complete &= rule.selector.isComplete();
    }
    if (changed) {
      synchronized (Arming.LOCK) {
        Network.changed();
      }
    }
    for (Rule rule : all) {
      rule.setLookedUp();
    }
    return complete;
  }

  private static boolean isWanted() {
    synchronized (Arming.LOCK) {
      for (Rule rule : Network.declared()) {
        if (rule.selector.hasNames()) {
          return true;
        }
      }
      looking = null;
      return false;
    }
  }
}
