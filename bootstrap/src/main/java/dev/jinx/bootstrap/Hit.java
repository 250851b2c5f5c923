package dev.jinx.bootstrap;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A hit's way through the application's thread. */
final class Hit {
  private static final AtomicLong WAITERS = new AtomicLong();

  private Hit() {}

  /**
   * The guard, the arm, the event, then the action.
   *
   * @return null to go on, else a {@link Replacement}
   * @throws Throwable only what the action is there to throw
   */
  static @Nullable Object hit(Site site, @Nullable Object @Nullable [] values) throws Throwable {
    Thread thread = Thread.currentThread();
    ThreadTable table;
    try {
      table = ThreadTable.of(thread);
      if (!table.claim(thread)) {
        return null;
      }
    } catch (Throwable fault) {
      Faults.count("finding a thread's table", fault);
      return null;
    }
    try {
      Arm arm = null;
      Action action = null;
      Waiter waiter = null;
      try {
        int ticket = table.enter();
        try {
          arm = Callbacks.current.take(site.point());
          if (arm != null) {
            action = arm.terms().next();
            if (action.parks()) {
              waiter = waiter(thread, arm, site, table);
              table.publish(site, arm, Phase.PARKED, waiter.id(), thread);
            } else {
              table.publish(site, arm, Phase.HIT, 0, thread);
            }
          }
        } finally {
          table.leave(ticket);
        }
        Wake.scribe();
      } catch (Throwable fault) {
        // Out of memory or out of stack: the application is not to see it from here.
        Faults.count("publishing a hit", fault);
        table.drop();
      }
      if (action == null || arm == null) {
        return null;
      }
      return act(arm, action, waiter, table, thread);
    } finally {
      table.free(thread);
    }
  }

  private static Waiter waiter(Thread thread, Arm arm, Site site, ThreadTable table) {
    Waiter waiter =
        new Waiter(thread, arm, site, table.shard(), WAITERS.incrementAndGet(), System.nanoTime());
    arm.add(waiter);
    return waiter;
  }

  private static @Nullable Object act(
      Arm arm, Action action, @Nullable Waiter waiter, ThreadTable table, Thread thread)
      throws Throwable {
    if (waiter == null && action.isInstant()) {
      return null;
    }
    try {
      table.hold(thread);
    } catch (Throwable fault) {
      Faults.count("keeping a thread's guard", fault);
    }
    try {
      return action.act(waiter);
    } finally {
      if (waiter != null) {
        remove(arm, waiter);
      }
    }
  }

  private static void remove(Arm arm, Waiter waiter) {
    try {
      arm.remove(waiter);
    } catch (Throwable fault) {
      Faults.count("letting a thread go", fault);
    }
  }
}
