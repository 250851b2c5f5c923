package dev.jinx.client.fleet;

import dev.jinx.client.Cursor;
import dev.jinx.client.EventFilter;
import org.jspecify.annotations.Nullable;

/**
 * Where a merged stream begins in each node's log.
 *
 * @param vector where to go on in the nodes that it has, or null if it is to begin anew
 * @param lenient whether positions that a node does not know are gaps, not errors
 * @param latest where a node begins that the vector has not, or all if there is none: at its end if
 *     true, else at its earliest event
 */
record Start(@Nullable VectorCursor vector, boolean lenient, boolean latest) {
  /**
   * Reads what a filter says.
   *
   * @throws IllegalArgumentException if that is no cursor
   */
  static Start of(EventFilter filter) {
    String since = filter.since();
    if (since == null || since.equals("latest")) {
      return new Start(null, false, true);
    }
    if (since.equals("earliest")) {
      return new Start(null, false, false);
    }
    return new Start(VectorCursor.parse(since), false, false);
  }

  /** From a position that was stored: a node may have forgotten it since, and then says so. */
  static Start stored(VectorCursor vector) {
    return new Start(vector, true, false);
  }

  /** The position to go on from in that node, or null to begin at its earliest event. */
  @Nullable Cursor in(String node, Cursor end) {
    Cursor at = vector == null ? null : vector.at(node);
    return at == null && latest ? end : at;
  }
}
