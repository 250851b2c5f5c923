package dev.jinx.client;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A thread that reached a point. Immutable; releasing it acts on the other JVM. */
public final class Hit {
  private final Jinx jinx;
  private final Event event;

  Hit(Jinx jinx, Event event) {
    this.jinx = jinx;
    this.event = event;
  }

  /** Lets this thread go on as if nothing had been. */
  public void release() {
    release(null);
  }

  /**
   * Lets this thread go, and decides what happens to it: {@code throw(java.io.IOException, "disk
   * full")}, {@code return(7)}, {@code sleep(1s)}, {@code halt(137)}.
   *
   * @param outcome one action; null to go on as if nothing had been
   * @throws NotParkedException if it does not stand there any more, or never stood
   * @throws RefusedException if the outcome does not fit the method; the thread stays parked
   */
  public void release(@Nullable String outcome) {
    if (event.phase() != Phase.PARKED) {
      throw new NotParkedException("this hit does not park, it is: " + event.json(), null);
    }
    Release choice = Release.ALL.thread(event.thread().id()).hit(event.hit()).outcome(outcome);
    Released released = jinx.point(event.injection()).release(choice);
    if (released.released() == 0) {
      throw new NotParkedException(
          "hit "
              + event.hit()
              + " of '"
              + event.injection()
              + "' is not parked any more"
              + (released.reason() == null ? "" : ": " + released.reason()),
          null);
    }
  }

  /** Waits until the thread goes on, and says why: released, expired or disabled. */
  public Event awaitEnd(Duration timeout) {
    Scope scope = new Scope(jinx, event.injection(), event.arm(), event.cursor(), null);
    String what = "the end of the pause of hit " + event.hit() + " of " + scope;
    return Wait.end(
        scope,
        what,
        timeout,
        e -> scope.holds(e) && e.hit() == event.hit() && e.phase().endsPause());
  }

  /** Its number at its point, from 1. */
  public long number() {
    return event.hit();
  }

  /** The thread. */
  public ThreadInfo thread() {
    return event.thread();
  }

  /** The parameters of the arm that acted. */
  public Map<String, String> parameters() {
    return event.parameters();
  }

  /** What the point captured. */
  public Map<String, Object> captured() {
    return event.captured();
  }

  /** The position right behind it. */
  public Cursor cursor() {
    return event.cursor();
  }

  /** The event that told it. */
  public Event event() {
    return event;
  }

  @Override
  public String toString() {
    return event.json();
  }
}
