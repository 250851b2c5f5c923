package dev.jinx.client.cluster;

import dev.jinx.client.Cursor;
import dev.jinx.client.Event;
import dev.jinx.client.Jinx;
import dev.jinx.client.internal.Summary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What happened on all nodes since a moment, as far as it has come here. */
public final class Window {
  private static final int LAST = 20;

  private record From(Node node, Jinx connection, Cursor cursor) {}

  private final List<From> since = new ArrayList<>();
  private final Collection<NodeProcess> processes;

  Window(Collection<Node> nodes, Collection<NodeProcess> processes) {
    for (Node node : nodes) {
      Jinx connection = node.jinx();
      since.add(new From(node, connection, connection.position()));
    }
    this.processes = List.copyOf(processes);
  }

  /** The events, by their times, which says of different machines only so much. */
  public List<Event> events() {
    Map<Cursor, Event> found = new LinkedHashMap<>(); // both connections may have it
    for (From each : since) {
      each.connection().seen(each.cursor()).forEach(event -> found.put(event.cursor(), event));
      each.node().jinx().seen(each.cursor()).forEach(event -> found.put(event.cursor(), event));
    }
    List<Event> events = new ArrayList<>(found.values());
    events.sort(Comparator.comparing(Window::time));
    return events;
  }

  private static Instant time(Event event) {
    Instant time = event.time();
    return time == null ? Instant.MIN : time;
  }

  /** How many of each there were, the last ones, and the last words of processes that ended. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(Summary.of(events(), LAST));
    for (NodeProcess process : processes) {
      if (!process.isAlive()) {
        text.append("\n  node ").append(process.name()).append(" does not run; ");
        text.append(process.lastWords());
      }
    }
    return text.toString();
  }
}
