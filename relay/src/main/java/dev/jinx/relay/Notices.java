package dev.jinx.relay;

import dev.jinx.client.Cursor;
import dev.jinx.client.GapLine;
import org.jspecify.annotations.Nullable;

/** Gaps that the relay or its reader has to tell itself, in the form in which nodes tell theirs. */
final class Notices {
  private Notices() {}

  /** One event that cannot be shipped. */
  static String gap(Cursor event, String reason) {
    return GapLine.of(event, event, 1L, reason);
  }

  /** The numbers between two events of one life, or before the first of a life. */
  static String jump(@Nullable Cursor before, Cursor after, String reason) {
    long first = before != null && before.sameLife(after) ? before.seq() + 1 : 1;
    Cursor from = new Cursor(after.node(), after.boot(), first);
    Cursor to = new Cursor(after.node(), after.boot(), after.seq() - 1);
    return GapLine.of(from, to, to.seq() - first + 1, reason);
  }
}
