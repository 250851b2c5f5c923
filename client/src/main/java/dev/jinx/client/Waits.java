package dev.jinx.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Waiting for events of one point in a range of the log. The range has a beginning and no end: what
 * came before the call counts, and asking twice gives the same answer twice. {@link #after} begins
 * a later range.
 *
 * <p>Every wait throws {@link WaitTimeoutException}, {@link GapException} if events of the range
 * were lost before it was satisfied, {@link PointFailedException} if the point cannot act, {@link
 * JvmDiedException}, and {@link JinxException} if the waiting thread is interrupted (its interrupt
 * flag stays set).
 */
public abstract sealed class Waits permits Point, Armed, Range {
  Waits() {}

  abstract Scope scope();

  /** Waits for the first hit, whatever the action. */
  public Hit awaitHit(Duration timeout) {
    return awaitHit("a hit", hit -> true, timeout);
  }

  /** Waits for the first hit that the predicate takes. */
  public Hit awaitHit(Predicate<Hit> wanted, Duration timeout) {
    return awaitHit("a hit that the predicate takes", wanted, timeout);
  }

  private Hit awaitHit(String what, Predicate<Hit> wanted, Duration timeout) {
    Scope scope = scope();
    List<Hit> found = new ArrayList<>();
    Wait.run(
        List.of(scope),
        what + " of " + scope,
        timeout,
        event -> taken(scope, event, wanted, found));
    return found.get(0);
  }

  /** Waits for the first thread that parks. */
  public Hit awaitParked(Duration timeout) {
    return new Hit(scope().jinx(), awaitPhase(Phase.PARKED, timeout));
  }

  /** Waits until a parked thread was let go by a message. */
  public Event awaitReleased(Duration timeout) {
    return awaitPhase(Phase.RELEASED, timeout);
  }

  /** Waits until a pause ran out. */
  public Event awaitExpired(Duration timeout) {
    return awaitPhase(Phase.EXPIRED, timeout);
  }

  /** Waits until a parked thread went on because its arm ended. */
  public Event awaitDisabled(Duration timeout) {
    return awaitPhase(Phase.DISABLED, timeout);
  }

  /** Waits for the first event of that phase. */
  public Event awaitPhase(Phase phase, Duration timeout) {
    Scope scope = scope();
    String what = "phase " + phase.wire() + " of " + scope;
    return Wait.run(
        List.of(scope), what, timeout, event -> scope.holds(event) && event.phase() == phase);
  }

  /**
   * Waits for that many hits.
   *
   * @return the first ones, in the log's order
   */
  public List<Hit> awaitCount(int count, Duration timeout) {
    if (count < 1) {
      throw new IllegalArgumentException("count is " + count);
    }
    Scope scope = scope();
    List<Hit> found = new ArrayList<>();
    Wait.run(
        List.of(scope),
        count + " hits of " + scope,
        timeout,
        event -> taken(scope, event, hit -> true, found) && found.size() == count);
    return List.copyOf(found);
  }

  /**
   * Makes sure that no hit comes for that long, and that none came before.
   *
   * @throws UnexpectedHitException if one did
   * @throws LeaseLostException if the arm's lease was lost, so that none could come
   */
  public void expectNone(Duration quiet) {
    Scope scope = scope();
    Event event = Wait.none(scope, quiet, e -> scope.holds(e) && e.phase().isHit());
    if (event != null) {
      throw new UnexpectedHitException(
          "expected no hit of " + scope + ", but there is one: " + event.json(), null);
    }
    String loss = scope.confirmedLoss();
    if (loss != null) {
      throw new LeaseLostException("cannot say that " + scope + " was not hit: " + loss, null);
    }
  }

  /** The same point and, where this is of one arm, the same arm: what lies behind that hit. */
  public Range after(Hit hit) {
    return after(hit.event());
  }

  /** The same, behind that event. */
  public Range after(Event event) {
    return new Range(scope().after(event));
  }

  private static boolean taken(Scope scope, Event event, Predicate<Hit> wanted, List<Hit> found) {
    if (!scope.holds(event) || !event.phase().isHit()) {
      return false;
    }
    Hit hit = new Hit(scope.jinx(), event);
    return wanted.test(hit) && found.add(hit);
  }
}
