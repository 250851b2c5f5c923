package dev.jinx.net;

import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/** One call that writes, while points look at it. For its thread. */
final class Sending {
  final Outflow.Source source;
  private final Link link;
  private final boolean waits;
  private final boolean patient;

  /** Whether the JDK cannot go on by itself, because a part was taken before. */
  boolean begun;

  /** What {@link #ask} says if it answers null. */
  int answer = Outflow.GO_ON;

  /**
   * @param waits whether the caller wants to wait for room
   * @param patient whether interrupts are kept for later; else they end waiting
   */
  Sending(Link link, Outflow.Source source, boolean waits, boolean patient) {
    this.link = link;
    this.source = source;
    this.waits = waits;
    this.patient = patient;
  }

  /**
   * Asks the points about as much of it as there is room for; waits for room.
   *
   * @return what they say, or null where that is {@link #answer}
   */
  @Nullable Exchange ask() throws Throwable {
    boolean interrupted = false;
    boolean waited = begun;
    answer = Outflow.GO_ON;
    try {
      while (true) {
        int wakes = link.holders.wakes();
        int wanted = source.remaining();
        if (!link.wire.isOpen()) {
          if (waited) {
            throw link.wire.closed();
          }
          return null;
        }
        if (wanted == 0) {
          return null;
        }
        if (link.isBroken()) {
          if (begun) {
            throw new SocketException("Connection reset by peer");
          }
          return null;
        }
        if (!begun && link.out.isEmpty() && !link.isTouched(Op.WRITE)) {
          return null;
        }
        if (link.out.ending.isFinishing()) {
          throw link.wire.finished();
        }
        long space = link.out.space();
        if (space > 0 && (space >= wanted || link.out.hasRoom())) {
          return link.touch(Op.WRITE, Math.min(wanted, space));
        }
        if (!waits) {
          if (link.out.mask()) {
            answer = Outflow.NOT_NOW;
            return null;
          }
          continue;
        }
        waited = true;
        link.holders.park(wakes, Flow.LONGEST_WAIT);
        if (Thread.currentThread().isInterrupted()) {
          if (!patient) {
            throw link.wire.interrupted();
          }
          interrupted |= Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
