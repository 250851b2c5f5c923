package dev.jinx.control;

import dev.jinx.bootstrap.Arm;
import dev.jinx.bootstrap.ArmSpec;
import dev.jinx.bootstrap.Arming;
import dev.jinx.bootstrap.Condition;
import dev.jinx.bootstrap.Declaration;
import dev.jinx.bootstrap.Expressions;
import dev.jinx.bootstrap.Fitting;
import dev.jinx.bootstrap.MisfitException;
import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Terms;
import dev.jinx.log.Cursor;
import dev.jinx.log.EventLog;
import dev.jinx.log.Scribe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Enables points: all that a request names, at one moment, or none. */
final class Enabling {
  /** Seeds stay within what every client's numbers hold exactly. */
  private static final long SEEDS = 1L << 53;

  private final EventLog log;
  private final Scribe scribe;
  private final Texts texts;
  private final Leases leases;

  // Guarded by Arming.LOCK.
  private final SplittableRandom seeds = new SplittableRandom();

  Enabling(EventLog log, Scribe scribe, Allowed allowed, Expressions expressions, Leases leases) {
    this.log = log;
    this.scribe = scribe;
    this.texts = new Texts(allowed, expressions);
    this.leases = leases;
  }

  /** What was asked for, read and found to fit. */
  private record Wanted(
      EnableRequest request,
      Terms terms,
      @Nullable Condition condition,
      Map<String, String> parameters) {}

  /** A point could not be enabled as it was said. */
  static final class RefusedPointException extends Exception {
    private static final long serialVersionUID = 1;

    private final String name;
    private final RefusedException why;

    RefusedPointException(Point point, RefusedException why) {
      super(why);
      this.name = point.name();
      this.why = why;
    }

    /** Why, without saying which point it was. */
    RefusedException why() {
      return why;
    }

    /** Why, with the point's name before the key: {@code commit.action}. */
    RefusedException named() {
      return new RefusedException(
          why.kind(),
          name + "." + why.field(),
          why.value(),
          String.valueOf(why.getMessage()),
          why.column());
    }
  }

  /**
   * Enables points, each in place of the arm that it has with the same lease, or without one.
   *
   * @return what became of each, in the order asked for
   */
  Map<Point, Enabled> enable(Map<Point, EnableRequest> requests)
      throws UnknownPointException, UnknownLeaseException, RefusedPointException {
    Map<Point, Wanted> all = new LinkedHashMap<>();
    for (Map.Entry<Point, EnableRequest> one : requests.entrySet()) {
      try {
        all.put(one.getKey(), read(one.getKey(), one.getValue()));
      } catch (RefusedException wrong) {
        throw new RefusedPointException(one.getKey(), wrong);
      }
    }
    synchronized (Arming.LOCK) {
      List<Arm> replaced = replaced(requests);
      Map<Point, ArmSpec> specs = new LinkedHashMap<>();
      for (Map.Entry<Point, Wanted> one : all.entrySet()) {
        specs.put(one.getKey(), spec(one.getKey().declaration(), one.getValue()));
      }
      Arming.end(replaced, null, true);
      scribe.takeIn();
      Cursor cursor = log.latest();
      Map<Point, Enabled> enabled = new LinkedHashMap<>();
      for (Arm arm : Arming.begin(specs)) {
        enabled.put(arm.point(), new Enabled(cursor, arm.number(), arm.seed()));
      }
      return enabled;
    }
  }

  /** Refuses what {@link #enable} would refuse; answers the terms that would act. */
  String check(Point point, EnableRequest request)
      throws UnknownPointException, UnknownLeaseException, RefusedPointException, RefusedException {
    Wanted wanted = read(point, request);
    synchronized (Arming.LOCK) {
      replaced(Map.of(point, request));
    }
    return wanted.terms().text();
  }

  /** A seed for an arm that was given none. */
  long seed() {
    synchronized (Arming.LOCK) {
      return seeds.nextLong(SEEDS);
    }
  }

  /** The arms that end, all of which are there still; under the lock. */
  private List<Arm> replaced(Map<Point, EnableRequest> requests)
      throws UnknownPointException, UnknownLeaseException, RefusedPointException {
    List<Arm> replaced = new ArrayList<>();
    for (Map.Entry<Point, EnableRequest> one : requests.entrySet()) {
      Point point = one.getKey();
      if (point.isUndeclared()) {
        throw Control.unknown(point.name());
      }
      String lease = one.getValue().lease();
      if (lease != null) {
        leases.find(lease);
      }
      int before = replaced.size();
      for (Arm arm : Arming.arms(List.of(point), lease)) {
        if (Objects.equals(arm.lease(), lease)) {
          replaced.add(arm);
        }
      }
      try {
        Bounds.checkArms(point, replaced.size() - before);
        Bounds.checkAllArms(point, requests.size() - replaced.size());
      } catch (RefusedException full) {
        throw new RefusedPointException(point, full);
      }
    }
    return replaced;
  }

  private ArmSpec spec(Declaration declared, Wanted wanted) {
    EnableRequest request = wanted.request();
    Long seed = request.seed();
    return new ArmSpec(
        wanted.terms(),
        request.oneShot(),
        seed == null ? seed() : seed,
        wanted.parameters(),
        wanted.condition(),
        declared.capture(),
        request.lease());
  }

  private Wanted read(Point point, EnableRequest request) throws RefusedException {
    Declaration declared = point.declaration();
    Bounds.checkEntries("parameters", request.parameters());
    Terms terms = terms(declared, request.action());
    try {
      Fitting.check(point, terms);
    } catch (MisfitException misfit) {
      throw new RefusedException("action", terms.text(), misfit.reason(), 0);
    }
    return new Wanted(
        request,
        terms,
        request.when() == null
            ? declared.condition()
            : texts.condition(request.when(), declared.isOnConnections()),
        request.parameters().isEmpty() ? declared.parameters() : request.parameters());
  }

  private Terms terms(Declaration declared, @Nullable String action) throws RefusedException {
    if (action == null) {
      Terms terms = declared.terms();
      return terms == null ? Terms.OBSERVE : terms;
    }
    return texts.terms(action);
  }
}
