package dev.jinx.net;

import dev.jinx.bootstrap.AgentThreads;
import dev.jinx.bootstrap.Arming;
import dev.jinx.bootstrap.Faults;
import java.util.HashSet;
import java.util.Set;
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
      } catch (Throwable fault) {
        Faults.count("looking up names of hosts", fault);
      }
      LockSupport.parkNanos(this, complete ? KNOWN_NANOS : UNKNOWN_NANOS);
    } while (isWanted());
  }

  /** Whether all names are known now. */
  private static boolean look() {
    boolean complete = true;
    Set<Rule> looked = new HashSet<>();
    for (Rule rule = next(looked); rule != null; rule = next(looked)) {
      looked.add(rule);
      try {
        if (rule.selector.resolve()) {
          synchronized (Arming.LOCK) {
            Network.changed();
          }
        }
      } finally {
        rule.setLookedUp();
      }
      complete &= rule.selector.isComplete();
    }
    return complete;
  }

  /** Those first that somebody may be waiting for: names of others may take long. */
  private static @Nullable Rule next(Set<Rule> looked) {
    Rule next = null;
    for (Rule rule : Network.declared()) {
      if (!looked.contains(rule)) {
        if (rule.isToBeLookedUp()) {
          return rule;
        }
        next = next == null ? rule : next;
      }
    }
    return next;
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
