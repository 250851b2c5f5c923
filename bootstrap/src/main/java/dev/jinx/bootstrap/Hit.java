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
   * @param values what the site passes; null where no arm of the point looks at them
   * @return null to go on, else a {@link Replacement}
   * @throws Throwable only what the action is there to throw
   */
  static @Nullable Object hit(Linked linked, @Nullable Object @Nullable [] values)
      throws Throwable {
    Thread thread = Thread.currentThread();
    ThreadTable table;
    try {
      table = Threads.table(thread);
      if (!table.claim(thread) && !table.resumes(linked.site, thread)) {
        return null;
      }
    } catch (Throwable fault) {
      Faults.count("finding a thread's table", fault);
      return null;
    }
    try {
      return observed(linked.site, table, thread) || table.passes(linked.site, thread)
          ? null
          : act(linked, values, table, thread);
    } finally {
      table.free(thread);
    }
  }

  /**
   * The way that nearly every hit takes: the point's oldest arm only observes, so there is nothing
   * to count, to draw or to do.
   *
   * @return whether that was all
   */
  private static boolean observed(Site site, ThreadTable table, Thread thread) {
    try {
      int ticket = table.enter();
      try {
        Arm[] arms = Callbacks.current.of(site.point());
        if (arms.length > 0) {
          if (!arms[0].onlyObserves()) {
            return false;
          }
          table.publish(site, arms[0], Phase.HIT, 0, 0, null, thread);
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
    return true;
  }

  private static @Nullable Object act(
      Linked linked, @Nullable Object @Nullable [] values, ThreadTable table, Thread thread)
      throws Throwable {
    Arm arm;
    int term = Chain.NOTHING;
    Waiter waiter = null;
    try {
      int ticket = table.enter();
      try {
        arm = first(Callbacks.current.of(linked.site.point()));
        if (arm != null && !arm.looks() && !arm.terms().isFitted()) {
          term = arm.take();
          if (term >= 0 && arm.terms().action(term).parks()) {
            waiter = park(linked, arm, term, table, null, thread, thread);
          } else if (term != Arm.LOST) {
            publish(linked, arm, term, table, null, thread);
          }
        }
      } finally {
        table.leave(ticket);
      }
      Wake.scribe();
    } catch (Throwable fault) {
      Faults.count("publishing a hit", fault);
      table.drop();
      return null;
    }
    if (arm == null) {
      return null;
    }
    if (term == Arm.LOST || arm.looks() || arm.terms().isFitted()) {
      return new Look(linked, values, table, thread).hit();
    }
    if (term < 0 || waiter == null && arm.terms().action(term).isInstant()) {
      return null;
    }
    hold(table, thread);
    return arm.terms().action(term).act(new Turn(arm, term, waiter, null));
  }

  private static @Nullable Arm first(Arm[] arms) {
    for (int i = 0; i < arms.length; i++) {
      if (arms[i].isOn()) {
        return arms[i];
      }
    }
    return null;
  }

  /** Keeps the guard while the thread waits or runs code that is not ours. */
  static void hold(ThreadTable table, Thread thread) {
    try {
      table.hold(thread);
    } catch (Throwable fault) {
      Faults.count("keeping a thread's guard", fault);
    }
  }

  /** Within a section. */
  static void publish(
      Linked linked, Arm arm, int term, ThreadTable table, @Nullable Note note, Thread thread) {
    boolean silent = term < 0 || arm.terms().action(term).isSilent();
    table.publish(linked.site, arm, silent ? null : Phase.HIT, Math.max(term, 0), 0, note, thread);
  }

  /**
   * Within a section.
   *
   * @param parks the thread that stands there: the hit's, or one that has taken over its call
   */
  static Waiter park(
      Linked linked,
      Arm arm,
      int term,
      ThreadTable table,
      @Nullable Note note,
      Thread thread,
      Thread parks) {
    Waiter waiter =
        new Waiter(
            parks,
            Threads.id(thread),
            arm,
            term,
            linked.site,
            linked.loader(),
            table.shard(),
            WAITERS.incrementAndGet(),
            note);
    arm.add(waiter);
    boolean published = false;
    try {
      table.publish(linked.site, arm, Phase.PARKED, term, waiter.id(), note, thread);
      published = true;
    } finally {
      if (!published) {
        // The thread goes on: it must not stand among those that are held.
        arm.leave(waiter);
      }
    }
    return waiter;
  }
}
