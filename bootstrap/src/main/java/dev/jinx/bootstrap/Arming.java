package dev.jinx.bootstrap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Enabling, disabling and releasing. For the agent's threads, one at a time: each method holds
 * {@link #LOCK}, which no thread of the application ever takes.
 */
public final class Arming {
  /** Held for as long as arms change; hold it to do several steps as one. */
  public static final Object LOCK = new Object();

  private Arming() {}

  /** Begins an arm; in force when it returns. */
  public static Arm begin(
      Point point, Terms terms, boolean oneShot, long seed, Map<String, String> parameters) {
    synchronized (LOCK) {
      Arm arm = new Arm(point, point.nextArm(), Arms.free(), terms, oneShot, seed, parameters);
      Arms.put(arm);
      Arm[] old = Callbacks.current.of(point);
      List<Arm> arms = new ArrayList<>();
      for (Arm other : old) {
        if (other.isCurrent()) {
          arms.add(other);
        }
      }
      arms.add(arm);
      Callbacks.current = Callbacks.current.with(point, arms.toArray(new Arm[0]));
      point.calls().switchTo(Mode.ON);
      return arm;
    }
  }

  /**
   * Ends all arms of these points at one moment and lets go the threads that they hold. When it
   * returns, no record of theirs will be published any more.
   *
   * @param again whether the points are to be enabled again at once, so that their sites may stay
   *     linked
   * @return the arms that took hits until now, and the threads let go
   */
  public static Ended end(Collection<Point> points, boolean again) {
    synchronized (LOCK) {
      List<Arm> ended = new ArrayList<>();
      Callbacks next = Callbacks.current;
      int on = 0;
      for (Point point : points) {
        for (Arm arm : next.of(point)) {
          on += arm.isOn() ? 1 : 0;
          ended.add(arm);
        }
        next = next.with(point, new Arm[0]);
      }
      if (ended.isEmpty()) {
        return new Ended(0, 0);
      }
      Callbacks.current = next;
      // Whoever took a hit of theirs has published it, and stands among the waiters, after this.
      Tables.quiesce();
      int released = 0;
      for (Arm arm : ended) {
        arm.end();
        for (Waiter waiter : arm.waiters()) {
          released += waiter.end(Phase.DISABLED) ? 1 : 0;
        }
      }
      // A thread whose time was up just before us may still be publishing that.
      Tables.quiesce();
      if (!again) {
        for (Point point : points) {
          point.calls().switchTo(Mode.OFF);
        }
      }
      return new Ended(on, released);
    }
  }

  /** What {@link #end} did. */
  public static final class Ended {
    private final int arms;
    private final int released;

    Ended(int arms, int released) {
      this.arms = arms;
      this.released = released;
    }

    /** Arms that took hits until then. */
    public int arms() {
      return arms;
    }

    /** Threads that were parked and go on now. */
    public int released() {
      return released;
    }
  }

  /**
   * Lets parked threads of the point's arms go; where none is parked, keeps the message for the
   * next one to arrive.
   *
   * @param thread only the thread of that number, or null
   * @param hit only the thread of that hit, or null
   * @param most at most so many, those first that came first
   * @return how many were let go, and how many messages were kept
   */
  public static int[] release(Point point, @Nullable Long thread, @Nullable Long hit, int most) {
    synchronized (LOCK) {
      // A one-shot may have fired whose thread is not among the waiters yet.
      Tables.quiesce();
      boolean chosen = thread != null || hit != null;
      int released = 0;
      int kept = 0;
      for (Arm arm : point.arms()) {
        int here = release(arm, thread, hit, most - released);
        released += here;
        if (here == 0 && !chosen && arm.isOn()) {
          arm.keep();
          // A thread may have arrived between the look and the message kept.
          if (releaseKept(arm)) {
            released++;
          } else {
            kept++;
          }
        }
      }
      return new int[] {released, kept};
    }
  }

  private static int release(Arm arm, @Nullable Long thread, @Nullable Long hit, int most) {
    int released = 0;
    for (Waiter waiter : arm.waiters()) {
      if (released < most
          && (thread == null || thread == ThreadTable.id(waiter.thread()))
          && (hit == null || hit == waiter.hit())
          && waiter.end(Phase.RELEASED)) {
        released++;
      }
    }
    return released;
  }

  private static boolean releaseKept(Arm arm) {
    for (Waiter waiter : arm.waiters()) {
      if (!arm.takeKept()) {
        return false;
      }
      if (waiter.end(Phase.RELEASED)) {
        return true;
      }
      arm.giveBackKept();
    }
    return false;
  }

  /**
   * Unlinks the sites of points whose one-shots have fired, and forgets ended arms.
   *
   * @param takeIn has the scribe take in all that was published before it is called
   */
  public static void tidy(Runnable takeIn) {
    synchronized (LOCK) {
      for (Point point : Points.all()) {
        boolean wanted = false;
        for (Arm arm : Callbacks.current.of(point)) {
          wanted |= arm.isOn();
        }
        if (!wanted) {
          point.calls().switchTo(Mode.OFF);
        }
      }
      Arms.sweep(takeIn);
    }
  }
}
