package dev.jinx.client;

import org.jspecify.annotations.Nullable;

/**
 * Follows a stream's position, and sees to it that no event is missing unnoticed. What lies behind
 * the position is let pass, as a server may repeat, but does not move it back. One thread.
 */
final class GapGuard {
  private final boolean whole;
  private @Nullable Cursor position;

  /**
   * Begins.
   *
   * @param whole whether the stream has each number, so that a jump shows
   * @param start the position behind which it begins, or null if only the server knows
   */
  GapGuard(boolean whole, @Nullable Cursor start) {
    this.whole = whole;
    this.position = start;
  }

  /** The furthest position that came, or null before the first. */
  @Nullable Cursor position() {
    return position;
  }

  /**
   * Takes the next event.
   *
   * @return whether it lies ahead; false for one that is repeated
   * @throws JumpException if something is missing before it; the position stays
   */
  boolean event(Event event) {
    Cursor at = event.cursor();
    Cursor before = position;
    if (event.phase() == Phase.GAP) {
      // What is missing is told. A notice even leads into a life before: the log was begun anew.
      boolean anew = before != null && event.isGapNotice() && !at.sameLife(before);
      boolean moves = before == null || anew || at.isAfter(before);
      position = moves ? at : before;
      return moves;
    }
    return move(at, before == null || before.isFollowedBy(at));
  }

  /**
   * Takes a position without an event: there is nothing for this reader up to there.
   *
   * @throws JumpException if a stream without a filter passes over events so
   */
  boolean position(Cursor at) {
    Cursor before = position;
    boolean next = before == null || (at.boot() != before.boot() && at.seq() == 0);
    return move(at, next);
  }

  private boolean move(Cursor at, boolean next) {
    Cursor before = position;
    if (before != null && !before.node().equals(at.node())) {
      throw new JumpException(before, at);
    }
    if (before != null && !at.isAfter(before)) {
      return false;
    }
    if (whole && before != null && !next) {
      throw new JumpException(before, at);
    }
    position = at;
    return true;
  }
}
