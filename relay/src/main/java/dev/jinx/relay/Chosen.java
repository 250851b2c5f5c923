package dev.jinx.relay;

import dev.jinx.client.Event;
import dev.jinx.client.EventFilter;
import dev.jinx.client.Phase;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An agent's filter on this side: by point's name and by phase; a gap passes every filter. */
final class Chosen implements Predicate<Event> {
  private final @Nullable Pattern names;
  private final Set<Phase> phases = new HashSet<>();

  /**
   * Reads a filter.
   *
   * @throws IllegalArgumentException if there is no such phase
   */
  Chosen(EventFilter filter) {
    this.names = filter.injection() == null ? null : names(filter.injection());
    if (filter.phase() != null) {
      for (String word : filter.phase().split(",", -1)) {
        phases.add(phase(word.strip().toLowerCase(Locale.ROOT)));
      }
    }
  }

  @Override
  public boolean test(Event event) {
    if (event.phase() == Phase.GAP) {
      return true;
    }
    return (names == null || names.matcher(event.injection()).matches())
        && (phases.isEmpty() || phases.contains(event.phase()));
  }

  private static Phase phase(String word) {
    for (Phase each : Phase.values()) {
      if (each != Phase.OTHER && each.wire().equals(word)) {
        return each;
      }
    }
    String known =
        Arrays.stream(Phase.values())
            .filter(each -> each != Phase.OTHER)
            .map(Phase::wire)
            .collect(Collectors.joining(", "));
    throw new IllegalArgumentException("no phase '" + word + "'; the phases are " + known);
  }

  private static Pattern names(String patterns) {
    return Pattern.compile(
        Arrays.stream(patterns.split(",", -1))
            .map(each -> "\\Q" + each.strip().replace("*", "\\E.*\\Q") + "\\E")
            .collect(Collectors.joining("|")));
  }
}
