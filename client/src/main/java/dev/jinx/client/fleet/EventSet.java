package dev.jinx.client.fleet;

import dev.jinx.client.Cursor;
import dev.jinx.client.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A grow-only set of events, each known by its (node, boot, seq): what any number of readers got
 * may be put together, in any order and as often as one likes, and the result is the same.
 *
 * <p>Notices of a gap are not kept: they tell what one reader missed, and another may have it. What
 * an event of phase {@code gap} with a number of its own tells is in no log, so it is an element as
 * any other. Thread-safe.
 */
public final class EventSet {
  private final NavigableMap<String, NavigableMap<Cursor, Event>> nodes = new TreeMap<>();
  private int size;

  /**
   * Adds one event.
   *
   * @return whether it was new
   * @throws ConflictException if another event of this id is here; nothing is changed then
   */
  public synchronized boolean add(Event event) {
    if (event.isGapNotice()) {
      return false;
    }
    NavigableMap<Cursor, Event> node =
        nodes.computeIfAbsent(event.cursor().node(), name -> new TreeMap<>(EventSet::compare));
    Event before = node.putIfAbsent(event.cursor(), event);
    if (before == null) {
      size++;
    } else if (!before.json().equals(event.json())) {
      throw new ConflictException(
          "two events have the id "
              + event.cursor()
              + ": "
              + before.json()
              + " and "
              + event.json());
    }
    return before == null;
  }

  /**
   * Adds all events of another set.
   *
   * @return whether any was new
   * @throws ConflictException as {@link #add} does; what was added until then stays
   */
  public boolean addAll(EventSet other) {
    boolean grew = false;
    for (Event event : other.events()) {
      grew |= add(event);
    }
    return grew;
  }

  /** Whether the event of that id is here. */
  public synchronized boolean contains(Cursor id) {
    NavigableMap<Cursor, Event> node = nodes.get(id.node());
    return node != null && node.containsKey(id);
  }

  /** How many events there are. */
  public synchronized int size() {
    return size;
  }

  /** The last event of each node. */
  public synchronized VectorCursor cursor() {
    return VectorCursor.of(nodes.values().stream().map(NavigableMap::lastKey).toList());
  }

  /** All events of one node, by boot and number. */
  public synchronized List<Event> of(String node) {
    NavigableMap<Cursor, Event> events = nodes.get(node);
    return events == null ? List.of() : List.copyOf(events.values());
  }

  /** All events, merged as finished logs are: by time, with the order within each node kept. */
  public synchronized List<Event> events() {
    List<Iterator<Event>> sources = new ArrayList<>();
    nodes.values().forEach(node -> sources.add(node.values().iterator()));
    List<Event> merged = new ArrayList<>(size);
    new TimeMerge<>(sources, EventSet::time).forEachRemaining(merged::add);
    return merged;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EventSet set && contents().equals(set.contents());
  }

  @Override
  public int hashCode() {
    return contents().hashCode();
  }

  /** Size and end, such as {@code 12 events up to n1@4.7,n2@1.5}. */
  @Override
  public synchronized String toString() {
    return size + " events up to " + cursor();
  }

  private static @Nullable Instant time(Event event) {
    return event.time();
  }

  private static int compare(Cursor one, Cursor other) {
    int byBoot = Long.compare(one.boot(), other.boot());
    return byBoot != 0 ? byBoot : Long.compare(one.seq(), other.seq());
  }

  private synchronized Map<Cursor, String> contents() {
    Map<Cursor, String> contents = new java.util.HashMap<>();
    nodes.values().forEach(node -> node.forEach((id, event) -> contents.put(id, event.json())));
    return contents;
  }
}
