package dev.jinx.server;

import dev.jinx.log.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * What a wait asked for.
 *
 * @param injections names and patterns as given, null for any
 * @param phases as given, or the usual ones
 * @param count which matching event
 * @param after the position it started from
 * @param nanos how long it waited
 */
record Awaited(@Nullable String injections, String phases, int count, Cursor after, long nanos) {
  /** {@code 'commit' hit or parked}, for people. */
  String words() {
    String which = count == 1 ? "no" : "fewer than " + count;
    String what = phases.replace(" ", "").replace(",", " or ");
    return which
        + " "
        + what
        + " of "
        + (injections == null ? "any point" : "'" + injections + "'");
  }
}
