package dev.jinx.client;

import dev.jinx.client.checkpoint.ResumeKey;
import dev.jinx.client.http.Query;
import dev.jinx.event.EventChoice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which events, and from where on. Immutable.
 *
 * @param injection names, comma separated, {@code *} for any part; null for all
 * @param phase phases, comma separated; null for all in a stream, a hit or parked in a wait
 * @param since a cursor (exclusive), {@code earliest} or {@code latest}; null for latest
 * @param strict whether lost events are an error instead of an event of {@link Phase#GAP}
 */
public record EventFilter(
    @Nullable String injection, @Nullable String phase, @Nullable String since, boolean strict) {
  /** Everything from now on. */
  public static final EventFilter ALL = new EventFilter(null, null, null);

  /** Lost events are told as events. */
  public EventFilter(@Nullable String injection, @Nullable String phase, @Nullable String since) {
    this(injection, phase, since, false);
  }

  /** Only points of these names; {@code a,b*} is two patterns. */
  public EventFilter injection(String patterns) {
    return new EventFilter(patterns, phase, since, strict);
  }

  /** Only this phase. */
  public EventFilter phase(Phase only) {
    return new EventFilter(injection, only.wire(), since, strict);
  }

  /** Only what lies behind that position. */
  public EventFilter since(Cursor cursor) {
    return new EventFilter(injection, phase, cursor.toString(), strict);
  }

  /** All that the node still has. */
  public EventFilter sinceEarliest() {
    return new EventFilter(injection, phase, "earliest", strict);
  }

  /** The same, and a reader that cannot get an event gets a {@link GapException}. */
  public EventFilter orFail() {
    return new EventFilter(injection, phase, since, true);
  }

  /** Whether it lets everything pass, so that a reader gets each number. */
  boolean isWhole() {
    return fields().isEmpty();
  }

  /**
   * The same filter, but for the position, for events that come from elsewhere than a stream.
   * Thread-safe; a phase that there is not, at no agent, matches nothing.
   */
  public Predicate<Event> predicate() {
    EventChoice choice = new EventChoice(injection, phase);
    return event -> choice.matches(event.injection(), event.phaseWord());
  }

  /**
   * What restricts it, without the position: what a {@link dev.jinx.client.checkpoint.ResumeKey} is
   * made of.
   */
  public Map<String, SortedSet<String>> fields() {
    Map<String, SortedSet<String>> fields = new LinkedHashMap<>();
    fields.put("injection", ResumeKey.names(injection));
    fields.put("phase", ResumeKey.names(phase));
    fields.values().removeIf(SortedSet::isEmpty);
    return fields;
  }

  Query addTo(Query query) {
    return query
        .with("injection", injection)
        .with("phase", phase)
        .with("since", since)
        .with("strict", strict ? "1" : null);
  }
}
