package dev.jinx.client.cluster;

import dev.jinx.client.Armed;
import dev.jinx.client.Cursor;
import dev.jinx.client.Hit;
import dev.jinx.client.JinxException;
import dev.jinx.client.Point;
import dev.jinx.client.internal.Closing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A point at which whoever comes is held, until it is opened once and for all. Thread-safe. */
final class Barrier implements AutoCloseable {
  static final Duration LONGEST = Duration.ofMinutes(5);

  private final Point point;
  private final Cursor begin;
  private final Armed hold;
  private final List<Armed> arms = new ArrayList<>();

  /**
   * Holds from now on.
   *
   * @param word {@code pause} for threads, {@code hold} for calls
   */
  Barrier(Point point, String word) {
    this.point = point;
    this.begin = point.jinx().cursor();
    this.hold = point.enable(word + "(" + LONGEST.toMinutes() + "m)");
    arms.add(hold);
  }

  /** Lets all go on, and all that come. */
  void open() {
    hold.release(); // told as released, not as an arm's end
    Armed open = point.enable("observe"); // in place of what held them
    synchronized (arms) {
      arms.add(open);
    }
  }

  /** Waits for the first that came, held or not. */
  Hit awaitHit(Duration timeout) {
    return point.since(begin).awaitHit(timeout);
  }

  /** Whether one was held for too long, and went on. */
  boolean ranOut() {
    try {
      hold.awaitExpired(Duration.ZERO);
      return true;
    } catch (JinxException e) {
      return false; // none, or the node is dead
    }
  }

  @Override
  public void close() {
    List<Armed> all;
    synchronized (arms) {
      all = List.copyOf(arms);
    }
    Closing.all(all.stream().<Runnable>map(arm -> arm::disable).toList());
  }
}
