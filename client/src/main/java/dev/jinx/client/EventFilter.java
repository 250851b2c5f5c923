package dev.jinx.client;

import dev.jinx.client.http.Query;
import org.jspecify.annotations.Nullable;

/**
 * Which events, and from where on. Immutable.
 *
 * @param injection names, comma separated, {@code *} for any part; null for all
 * @param phase phases, comma separated; null for all in a stream, a hit or parked in a wait
 * @param since a cursor (exclusive), {@code earliest} or {@code latest}; null for latest
 */
public record EventFilter(
    @Nullable String injection, @Nullable String phase, @Nullable String since) {
  /** Everything from now on. */
  public static final EventFilter ALL = new EventFilter(null, null, null);

  /** Only points of these names; {@code a,b*} is two patterns. */
  public EventFilter injection(String patterns) {
    return new EventFilter(patterns, phase, since);
  }

  /** Only this phase. */
  public EventFilter phase(Phase only) {
    return new EventFilter(injection, only.wire(), since);
  }

  /** Only what lies behind that position. */
  public EventFilter since(Cursor cursor) {
    return new EventFilter(injection, phase, cursor.toString());
  }

  /** All that the node still has. */
  public EventFilter sinceEarliest() {
    return new EventFilter(injection, phase, "earliest");
  }

  Query addTo(Query query) {
    return query.with("injection", injection).with("phase", phase).with("since", since);
  }
}
