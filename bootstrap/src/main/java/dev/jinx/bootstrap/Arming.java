package dev.jinx.bootstrap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Enabling and disabling. For the agent's threads, one at a time: each method holds {@link #LOCK},
 * which no thread of the application ever takes.
 */
public final class Arming {
  /** Held for as long as arms change; hold it to do several steps as one. */
  public static final Object LOCK = new Object();

  private static @Nullable Runnable afterwards;

  private Arming() {}

  /** Sets what is to be done, under the lock, each time that arms have begun or ended. */
  public static void afterwards(Runnable work) {
    afterwards = work;
  }

  private static void tellAfterwards() {
    if (afterwards != null) {
      afterwards.run();
    }
  }

  /** Begins an arm; in force when it returns. */
  public static Arm begin(Point point, ArmSpec spec) {
    return begin(Map.of(point, spec)).get(0);
  }

  /**
   * Begins an arm of each point, all at one moment; in force when it returns.
   *
   * @return the arms, in the order of the map
   */
  public static List<Arm> begin(Map<Point, ArmSpec> specs) {
    synchronized (LOCK) {
      Preload.forHits();
      List<Arm> begun = new ArrayList<>();
      for (Map.Entry<Point, ArmSpec> one : specs.entrySet()) {
        Point point = one.getKey();
        Arm arm = new Arm(point, point.nextArm(), Arms.free(), one.getValue());
        Arms.put(arm);
        if (arm.takesOver()) {
          CallClock.start();
        }
        Definitions.define(arm);
        Site.define(point);
        begun.add(arm);
      }
      // A one-shot that has fired, and whose thread does not stand among the waiters yet, is still
      // current: it must not be forgotten.
      Tables.quiesce();
      Callbacks next = Callbacks.current;
      for (Arm arm : begun) {
        List<Arm> arms = new ArrayList<>();
        for (Arm other : next.of(arm.point())) {
          if (other.isCurrent()) {
            arms.add(other);
          } else {
            // Nothing finds it from here on but Arms, which forgets what has ended.
            other.end();
          }
        }
        arms.add(arm);
        // First: a hit that finds the arm shall bring the values that the arm looks at.
        arm.point().calls().switchTo(mode(arms));
        next = next.with(arm.point(), arms.toArray(new Arm[0]));
      }
      Callbacks.current = next;
      for (Arm arm : begun) {
        Fitting.look(arm.point());
      }
      tellAfterwards();
      return begun;
    }
  }

  private static Mode mode(Iterable<Arm> arms) {
    Mode mode = Mode.OFF;
    for (Arm arm : arms) {
      if (arm.isOn()) {
        if (arm.looks()) {
          return Mode.WITH_VALUES;
        }
        mode = Mode.ON;
      }
    }
    return mode;
  }

  /** The arms of all points that are not ended and for which the selection holds. */
  public static List<Arm> arms(Collection<Point> points, @Nullable String lease) {
    List<Arm> arms = new ArrayList<>();
    for (Point point : points) {
      for (Arm arm : Callbacks.current.of(point)) {
        if (lease == null || lease.equals(arm.lease())) {
          arms.add(arm);
        }
      }
    }
    return arms;
  }

  /**
   * Ends arms at one moment and lets go the threads that they hold. When it returns, no record of
   * theirs will be published any more.
   *
   * @param arms which, of any points; those that ended before are passed over
   * @param reason for the events of the threads let go, or null
   * @param again whether the points are to be enabled again at once, so that their sites may stay
   *     linked
   * @return the arms that took hits until now, and the threads let go
   */
  public static Ended end(Collection<Arm> arms, @Nullable String reason, boolean again) {
    synchronized (LOCK) {
      Callbacks next = Callbacks.current;
      Set<Point> points = new LinkedHashSet<>();
      List<Arm> ending = new ArrayList<>();
      int on = 0;
      for (Arm arm : arms) {
        if (!arm.isEnded()) {
          on += arm.isOn() ? 1 : 0;
          ending.add(arm);
          points.add(arm.point());
          next = next.without(arm);
        }
      }
      if (ending.isEmpty()) {
        return new Ended(0, 0);
      }
      Callbacks.current = next;
      // Whoever took a hit of theirs has published it, and stands among the waiters, after this.
      Tables.quiesce();
      int released = 0;
      for (Arm arm : ending) {
        arm.end();
        for (Waiter waiter : arm.waiters()) {
          released += waiter.end(Phase.DISABLED, null, reason) ? 1 : 0;
        }
      }
      // A thread whose time was up just before us may still be publishing that.
      Tables.quiesce();
      if (!again) {
        for (Point point : points) {
          point.calls().switchTo(mode(Arrays.asList(Callbacks.current.of(point))));
        }
      }
      tellAfterwards();
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
   * Unlinks the sites of points whose one-shots have fired, and forgets ended arms.
   *
   * @param takeIn has the scribe take in all that was published before it is called
   */
  public static void tidy(Runnable takeIn) {
    synchronized (LOCK) {
      boolean spent = false;
      for (Point point : Points.all()) {
        spent |= point.calls().switchTo(mode(Arrays.asList(Callbacks.current.of(point))));
      }
      if (spent) {
        tellAfterwards();
      }
      Arms.sweep(takeIn);
    }
  }
}
