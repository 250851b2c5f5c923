package dev.jinx.client;

import java.time.Duration;
import java.util.List;
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
   * full")}, {@code return}, {@code sleep(1s)}.
   *
   * @throws NotParkedException if it does not stand there any more, or never stood
   */
  public void release(@Nullable String outcome) {
    if (event.phase() != Phase.PARKED) {
      throw new NotParkedException("this hit does not park, it is: " + event.json(), null);
    }
    Released released =
        jinx.point(event.injection())
            .message(new Release(event.thread().id(), event.hit(), null, outcome));
    if (released.released() == 0) {
      throw new NotParkedException(
          "hit " + event.hit() + " of '" + event.injection() + "' is not parked any more", null);
    }
  }

  /** Waits until the thread goes on, and says why: released, expired or disabled. */
  public Event awaitEnd(Duration timeout) {
    Scope scope = new Scope(jinx, event.injection(), event.arm(), event.cursor());
    String what = "the end of the pause of hit " + event.hit() + " of " + scope;
    return Wait.run(
        List.of(scope),
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
