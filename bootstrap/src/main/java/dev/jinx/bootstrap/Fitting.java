package dev.jinx.bootstrap;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Checks arms against methods that are woven after the arm began: what does not fit turns the point
 * failed, an event says so, and nothing acts. Where a hit comes before the check, the hit finds it
 * out itself.
 */
public final class Fitting {
  private static final ConcurrentLinkedQueue<Point> QUEUE = new ConcurrentLinkedQueue<>();
  private static volatile @Nullable Thread keeper;

  private Fitting() {}

  /** Sets which thread is woken when there is something to check. */
  public static void wakes(Thread thread) {
    keeper = thread;
  }

  /** A class of the point was woven, or an arm of it began. On any thread; does not wait. */
  static void look(Point point) {
    for (Arm arm : Callbacks.current.of(point)) {
      if (arm.terms().isFitted() && arm.isOn()) {
        // A wildcard's classes come by the thousand; one check looks at all that came before it.
        if (!QUEUE.contains(point)) {
          QUEUE.add(point);
        }
        LockSupport.unpark(keeper);
        return;
      }
    }
  }

  /** Whether there is something to check. */
  public static boolean isAsked() {
    return !QUEUE.isEmpty();
  }

  /** Does what is asked. On an agent's thread that may wait for the application's loaders. */
  public static void check() {
    for (Point point = QUEUE.poll(); point != null; point = QUEUE.poll()) {
      for (Arm arm : Callbacks.current.of(point)) {
        check(point, arm);
      }
    }
  }

  private static void check(Point point, Arm arm) {
    try {
      check(point, arm.terms());
    } catch (MisfitException wrong) {
      List<Woven> sites = point.state().sites();
      if (sites.isEmpty()) {
        // The class that it did not fit is gone.
        return;
      }
      Site site = sites.get(0).sites().get(0);
      synchronized (Arming.LOCK) {
        tell(ThreadTable.CONTROL, arm, site, wrong.reason(), Thread.currentThread());
      }
    }
  }

  /**
   * Checks terms against every method in which the point is woven now.
   *
   * @throws MisfitException for the first that they do not fit
   */
  public static void check(Point point, Terms terms) throws MisfitException {
    if (!terms.isFitted()) {
      return;
    }
    for (Woven woven : point.state().sites()) {
      ClassLoader loader = woven.loader();
      if (woven.isGone()) {
        continue;
      }
      for (Site site : woven.sites()) {
        terms.check(new Place(site, loader));
      }
    }
  }

  /** Tells that an arm does not fit, once: in its point's state and by an event. */
  static void tell(ThreadTable table, Arm arm, Site site, String reason, Thread thread) {
    if (!arm.tellMisfit(reason)) {
      return;
    }
    int ticket = table.enter();
    try {
      // Fitting takes its time: an arm that ended meanwhile may be forgotten, its number another's.
      if (Callbacks.current.has(arm)) {
        table.publish(site, arm, Phase.FAILED, 0, 0, Note.text(reason), thread);
      }
    } finally {
      table.leave(ticket);
    }
    Wake.scribe();
  }
}
