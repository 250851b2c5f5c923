package dev.jinx.control;

import dev.jinx.bootstrap.Arm;
import dev.jinx.bootstrap.Arming;
import dev.jinx.bootstrap.Names;
import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Points;
import dev.jinx.bootstrap.Terms;
import dev.jinx.bootstrap.TermsException;
import dev.jinx.bootstrap.Waiter;
import dev.jinx.log.Cursor;
import dev.jinx.log.EventLog;
import dev.jinx.log.Scribe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Does what requests ask for. May be called from any thread of the agent; may take milliseconds.
 */
public final class Control {
  /** Seeds stay within what every client's numbers hold exactly. */
  private static final long SEEDS = 1L << 53;

  private final EventLog log;
  private final Scribe scribe;
  private final SplittableRandom seeds = new SplittableRandom();

  /** A control over all points of this JVM, whose events go to that log. */
  public Control(EventLog log, Scribe scribe) {
    this.log = log;
    this.scribe = scribe;
  }

  /**
   * Enables a point, in place of the arm that it has.
   *
   * @throws UnknownPointException with the nearest names
   * @throws RefusedException where terms or other values cannot be taken
   */
  public Enabled enable(String name, EnableRequest request)
      throws UnknownPointException, RefusedException {
    Point point = point(name);
    Terms terms = terms(point, request.action());
    refuse("when", request.when());
    refuse("lease", request.lease());
    Map<String, String> parameters =
        request.parameters().isEmpty() ? point.declaration().parameters() : request.parameters();
    synchronized (Arming.LOCK) {
      long seed = request.seed() != null ? request.seed() : seeds.nextLong(SEEDS);
      Arming.end(List.of(point), true);
      scribe.takeIn();
      Cursor cursor = log.latest();
      Arm arm = Arming.begin(point, terms, request.oneShot(), seed, parameters);
      return new Enabled(cursor, arm.number(), seed);
    }
  }

  private static Terms terms(Point point, @Nullable String action) throws RefusedException {
    if (action == null) {
      Terms declared = point.declaration().terms();
      return declared == null ? Terms.OBSERVE : declared;
    }
    try {
      return Terms.parse(action);
    } catch (TermsException wrong) {
      throw new RefusedException("action", action, wrong.reason(), wrong.column());
    }
  }

  private static void refuse(String field, @Nullable String value) throws RefusedException {
    if (value != null) {
      throw new RefusedException(field, value, "'" + field + "' is not there yet", 0);
    }
  }

  /** Disables a point; the threads that it holds go on. */
  public Disabled disable(String name) throws UnknownPointException {
    return disable(List.of(point(name)));
  }

  /** Disables all points at one moment. */
  public Disabled disableAll() {
    return disable(Points.all());
  }

  private static Disabled disable(List<Point> points) {
    Arming.Ended ended = Arming.end(points, false);
    return new Disabled(ended.arms(), ended.released());
  }

  /** The points that take hits now. */
  public List<Point> enabled() {
    List<Point> enabled = new ArrayList<>();
    for (Point point : Points.all()) {
      if (point.isEnabled()) {
        enabled.add(point);
      }
    }
    return enabled;
  }

  /** Numbers every hit that was published before the call. */
  public void takeIn() {
    scribe.takeIn();
  }

  /** All declared points. */
  public List<Point> points() {
    scribe.takeIn();
    return Points.all();
  }

  /** The point of that name. */
  public Point point(String name) throws UnknownPointException {
    Point point = Points.find(name);
    if (point != null) {
      return point;
    }
    List<String> names = Points.names();
    throw new UnknownPointException(
        "no injection point '" + name + "'" + Names.hint(name, names), Names.nearest(name, names));
  }

  /**
   * Lets parked threads go, or keeps the message for the next to arrive.
   *
   * @param thread only the thread of that number, or null for any
   * @param n at most so many, or null for all
   * @param hit only the thread of that hit, or null for any
   * @param outcome what it shall do then, or null to continue
   */
  public Released message(
      String name,
      @Nullable Long thread,
      @Nullable Integer n,
      @Nullable Long hit,
      @Nullable String outcome)
      throws UnknownPointException, RefusedException {
    Point point = point(name);
    refuse("outcome", outcome);
    if (n != null && n < 1) {
      throw new RefusedException("n", n.toString(), "n must be 1 or more", 0);
    }
    if (hit != null) {
      // Hits are numbered by the scribe.
      scribe.takeIn();
    }
    int[] done = Arming.release(point, thread, hit, n == null ? Integer.MAX_VALUE : n);
    return new Released(
        done[0], done[1], done[0] + done[1] > 0 ? null : reason(point, thread, hit));
  }

  private static String reason(Point point, @Nullable Long thread, @Nullable Long hit) {
    if (thread != null) {
      return "thread " + thread + " is not parked at '" + point.name() + "'";
    }
    if (hit != null) {
      return "hit " + hit + " is not parked at '" + point.name() + "'";
    }
    return "'" + point.name() + "' is not enabled";
  }

  /** Hits of a point so far; they outlive arms and one-shots. */
  public long enters(String name) throws UnknownPointException {
    Point point = point(name);
    scribe.takeIn();
    return point.hits();
  }

  /** The threads that a point holds now, in the order of their arrival. */
  public List<Waiter> waiters(String name) throws UnknownPointException {
    Point point = point(name);
    scribe.takeIn();
    return point.waiters();
  }

  /** Unlinks what one-shots that have fired left, and forgets arms that ended; now and then. */
  public void tidy() {
    Arming.tidy(
        new Runnable() {
          @Override
          public void run() {
            scribe.takeIn();
          }
        });
  }
}
