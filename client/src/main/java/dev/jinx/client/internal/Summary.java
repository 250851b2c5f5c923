package dev.jinx.client.internal;

import dev.jinx.client.Event;
import dev.jinx.client.Phase;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** Events in few words, for messages. */
public final class Summary {
  private Summary() {}

  /** How many there are of each name and phase; then, a line each, the last ones. */
  public static String of(List<Event> events, int last) {
    StringBuilder text = new StringBuilder(counts(events));
    for (Event event : events.subList(Math.max(0, events.size() - last), events.size())) {
      text.append("\n    ").append(line(event));
    }
    return text.toString();
  }

  private static String counts(List<Event> events) {
    Map<String, Map<String, Integer>> byName = new TreeMap<>();
    for (Event event : events) {
      byName
          .computeIfAbsent(event.injection(), name -> new TreeMap<>())
          .merge(event.phase().wire(), 1, Integer::sum);
    }
    StringJoiner all = new StringJoiner(", ", events.size() + ": ", "").setEmptyValue("none");
    byName.forEach((name, phases) -> all.add((name.isEmpty() ? "" : name + " ") + phases));
    return all.toString();
  }

  private static String line(Event event) {
    if (event.phase() == Phase.GAP) {
      return event.json();
    }
    return event.time()
        + " "
        + event.cursor()
        + " "
        + event.injection()
        + " "
        + event.phase().wire()
        + " hit "
        + event.hit()
        + " arm "
        + event.arm()
        + " "
        + event.action()
        + " in "
        + event.thread().name()
        + (event.reason() == null ? "" : ": " + event.reason());
  }
}
