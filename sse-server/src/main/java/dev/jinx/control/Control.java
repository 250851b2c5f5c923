package dev.jinx.control;

import dev.jinx.bootstrap.Arm;
import dev.jinx.bootstrap.ArmSpec;
import dev.jinx.bootstrap.Arming;
import dev.jinx.bootstrap.Condition;
import dev.jinx.bootstrap.Declaration;
import dev.jinx.bootstrap.ExpressionException;
import dev.jinx.bootstrap.Expressions;
import dev.jinx.bootstrap.Fitting;
import dev.jinx.bootstrap.MisfitException;
import dev.jinx.bootstrap.Names;
import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Points;
import dev.jinx.bootstrap.Releasing;
import dev.jinx.bootstrap.Startup;
import dev.jinx.bootstrap.Terms;
import dev.jinx.bootstrap.TermsException;
import dev.jinx.bootstrap.Waiter;
import dev.jinx.log.Cursor;
import dev.jinx.log.EventLog;
import dev.jinx.log.Scribe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  private final Allowed allowed;
  private final Expressions expressions;
  private final Leases leases;
  private final SplittableRandom seeds = new SplittableRandom();

  /**
   * A control over all points of this JVM.
   *
   * @param log where its events go
   * @param allowed what requests may do
   * @param wakeKeeper has {@link #keep} called soon
   */
  public Control(
      EventLog log, Scribe scribe, Allowed allowed, Expressions expressions, Runnable wakeKeeper) {
    this.log = log;
    this.scribe = scribe;
    this.allowed = allowed;
    this.expressions = expressions;
    this.leases = new Leases(wakeKeeper);
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
    Declaration declared = point.declaration();
    Bounds.checkEntries("parameters", request.parameters());
    Terms terms = terms(point, request.action());
    check(point, "action", terms);
    Condition condition = request.when() == null ? declared.condition() : condition(request.when());
    Map<String, String> parameters =
        request.parameters().isEmpty() ? declared.parameters() : request.parameters();
    synchronized (Arming.LOCK) {
      if (point.isUndeclared()) {
        throw unknown(name);
      }
      String lease = request.lease() == null ? null : leases.find(request.lease()).id();
      List<Arm> replaced = new ArrayList<>();
      for (Arm arm : Arming.arms(List.of(point), lease)) {
        if (Objects.equals(arm.lease(), lease)) {
          replaced.add(arm);
        }
      }
      Bounds.checkArms(point, replaced.size());
      long seed = request.seed() != null ? request.seed() : seeds.nextLong(SEEDS);
      Arming.end(replaced, null, true);
      scribe.takeIn();
      Cursor cursor = log.latest();
      Arm arm =
          Arming.begin(
              point,
              new ArmSpec(
                  terms,
                  request.oneShot(),
                  seed,
                  parameters,
                  condition,
                  declared.capture(),
                  lease));
      return new Enabled(cursor, arm.number(), seed);
    }
  }

  private Terms terms(Point point, @Nullable String action) throws RefusedException {
    if (action == null) {
      Terms declared = point.declaration().terms();
      return declared == null ? Terms.OBSERVE : declared;
    }
    Bounds.checkText("action", action);
    try {
      Terms terms = Terms.parse(action);
      allowed.check("action", terms);
      return terms;
    } catch (TermsException wrong) {
      throw new RefusedException("action", action, wrong.reason(), wrong.column());
    }
  }

  private static void check(Point point, String field, Terms terms) throws RefusedException {
    try {
      Fitting.check(point, terms);
    } catch (MisfitException misfit) {
      throw new RefusedException(field, terms.text(), misfit.reason(), 0);
    }
  }

  private Condition condition(String text) throws RefusedException {
    Bounds.checkText("when", text);
    try {
      return expressions.condition(text);
    } catch (ExpressionException wrong) {
      throw new RefusedException("when", text, wrong.reason(), wrong.column());
    }
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
    long seed;
    synchronized (Arming.LOCK) {
      seed = seeds.nextLong(SEEDS);
    }
    return new Declaring(allowed, expressions).declare(request, seed);
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

  private static UnknownPointException unknown(String name) {
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
