package dev.jinx.control;

import dev.jinx.bootstrap.Arm;
import dev.jinx.bootstrap.Arming;
import dev.jinx.bootstrap.Expressions;
import dev.jinx.bootstrap.MisfitException;
import dev.jinx.bootstrap.Names;
import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Points;
import dev.jinx.bootstrap.Releasing;
import dev.jinx.bootstrap.Startup;
import dev.jinx.bootstrap.Terms;
import dev.jinx.bootstrap.TermsException;
import dev.jinx.bootstrap.Waiter;
import dev.jinx.log.EventLog;
import dev.jinx.log.Scribe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Does what requests ask for. May be called from any thread of the agent; may take milliseconds.
 */
public final class Control {
  private final Scribe scribe;
  private final Allowed allowed;
  private final Expressions expressions;
  private final Leases leases;
  private final Enabling enabling;

  /**
   * A control over all points of this JVM.
   *
   * @param log where its events go
   * @param allowed what requests may do
   * @param wakeKeeper has {@link #keep} called soon
   */
  public Control(
      EventLog log, Scribe scribe, Allowed allowed, Expressions expressions, Runnable wakeKeeper) {
    this.scribe = scribe;
    this.allowed = allowed;
    this.expressions = expressions;
    this.leases = new Leases(wakeKeeper);
    this.enabling = new Enabling(log, scribe, allowed, expressions, leases);
  }

  /** The leases. */
  public Leases leases() {
    return leases;
  }

  /**
   * Enables a point, in place of the arm that it has with the same lease, or without one.
   *
   * @throws UnknownPointException with the nearest names
   * @throws UnknownLeaseException where the lease is over
   * @throws RefusedException where terms or other values cannot be taken, or do not fit the methods
   *     in which the point is woven
   */
  public Enabled enable(String name, EnableRequest request)
      throws UnknownPointException, UnknownLeaseException, RefusedException {
    Point point = point(name);
    try {
      return Objects.requireNonNull(enabling.enable(Map.of(point, request)).get(point));
    } catch (Enabling.RefusedPointException refused) {
      throw refused.why();
    }
  }

  /**
   * Refuses what {@link #enable} would refuse, and enables nothing.
   *
   * @return the terms that would act
   */
  public String check(String name, EnableRequest request)
      throws UnknownPointException, UnknownLeaseException, RefusedException {
    try {
      return enabling.check(point(name), request);
    } catch (Enabling.RefusedPointException refused) {
      throw refused.why();
    }
  }

  /**
   * Enables several points at one moment, or none of them.
   *
   * @param requests by the points' names
   * @return what became of each, in the same order
   * @throws RefusedException for the first that cannot be enabled; its name is in the field
   */
  public Map<String, Enabled> enableAll(Map<String, EnableRequest> requests)
      throws UnknownPointException, UnknownLeaseException, RefusedException {
    Map<Point, EnableRequest> byPoint = new LinkedHashMap<>();
    for (Map.Entry<String, EnableRequest> one : requests.entrySet()) {
      byPoint.put(point(one.getKey()), one.getValue());
    }
    Map<String, Enabled> enabled = new LinkedHashMap<>();
    try {
      enabling.enable(byPoint).forEach((point, one) -> enabled.put(point.name(), one));
    } catch (Enabling.RefusedPointException refused) {
      throw refused.named();
    }
    return enabled;
  }

  /**
   * Disables a point; the threads that it holds go on.
   *
   * @param lease only the arm of that lease, or null for all
   */
  public Disabled disable(String name, @Nullable String lease) throws UnknownPointException {
    return disable(List.of(point(name)), lease);
  }

  /**
   * Disables all points at one moment.
   *
   * @param lease only the arms of that lease, or null for all
   */
  public Disabled disableAll(@Nullable String lease) {
    if (lease == null) {
      Startup.disableAll();
    }
    return disable(Points.all(), lease);
  }

  private static Disabled disable(List<Point> points, @Nullable String lease) {
    synchronized (Arming.LOCK) {
      Arming.Ended ended = Arming.end(Arming.arms(points, lease), null, false);
      return new Disabled(ended.arms(), ended.released());
    }
  }

  /** Declares a point at run time; classes that are loaded are woven when it returns. */
  public Point declare(DeclareRequest request) throws RefusedException {
    return new Declaring(allowed, expressions).declare(request, enabling.seed());
  }

  /** Takes a point back: ends its arms and gives its classes their own code. */
  public Disabled undeclare(String name) throws UnknownPointException, RefusedException {
    return new Declaring(allowed, expressions).undeclare(point(name));
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

  /** Hits that found no room in the rings, in this boot. */
  public long lost() {
    return scribe.lost();
  }

  /** Events that are gaps, as they could not be written, in this boot. */
  public long unwritten() {
    return scribe.unwritten();
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
    throw unknown(name);
  }

  static UnknownPointException unknown(String name) {
    List<String> names = Points.names();
    return new UnknownPointException(
        "no injection point '" + name + "'" + Names.hint(name, names), Names.nearest(name, names));
  }

  /** Lets parked threads go, or keeps the message for the next to arrive. */
  public Released message(String name, MessageRequest request)
      throws UnknownPointException, RefusedException {
    Point point = point(name);
    Integer n = request.n();
    if (n != null && n < 1) {
      throw new RefusedException("n", n.toString(), "n must be 1 or more", 0);
    }
    Terms outcome = outcome(request.outcome());
    if (request.hit() != null) {
      // Hits are numbered by the scribe.
      scribe.takeIn();
    }
    Releasing.Choice choice =
        new Releasing.Choice(
            request.lease(), request.thread(), request.hit(), n == null ? Integer.MAX_VALUE : n);
    try {
      Releasing.Done done = Releasing.release(point, choice, outcome);
      boolean none = done.released() + done.kept() == 0;
      return new Released(done.released(), done.kept(), none ? reason(point, request) : null);
    } catch (MisfitException misfit) {
      throw new RefusedException("outcome", String.valueOf(request.outcome()), misfit.reason(), 0);
    }
  }

  private @Nullable Terms outcome(@Nullable String text) throws RefusedException {
    if (text == null) {
      return null;
    }
    Bounds.checkText("outcome", text);
    try {
      Terms terms = Terms.parseOutcome(text);
      allowed.check("outcome", terms);
      return terms.has("continue") ? null : terms;
    } catch (TermsException wrong) {
      throw new RefusedException("outcome", text, wrong.reason(), wrong.column());
    }
  }

  private static String reason(Point point, MessageRequest request) {
    if (request.thread() != null) {
      return "thread " + request.thread() + " is not parked at '" + point.name() + "'";
    }
    if (request.hit() != null) {
      return "hit " + request.hit() + " is not parked at '" + point.name() + "'";
    }
    for (Arm arm : Arming.arms(List.of(point), request.lease())) {
      if (arm.isOn()) {
        return "'" + point.name() + "' holds nobody: " + arm.terms().text() + " has no pause";
      }
    }
    if (request.lease() != null) {
      return "'" + point.name() + "' is not enabled with lease '" + request.lease() + "'";
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

  /**
   * Unlinks what one-shots that have fired left, forgets arms that ended, and ends leases that have
   * run out; now and then.
   *
   * @return nanoseconds after which it has to be called again, at the latest
   */
  public long keep() {
    long next = leases.sweep();
    Arming.tidy(
        new Runnable() {
          @Override
          public void run() {
            scribe.takeIn();
          }
        });
    return next;
  }
}
