package dev.jinx.client;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What an agent would let pass for a filter, for a log that is read without one. Gaps pass every
 * filter: what was asked for may be among what is lost. One thread at a time.
 */
final class Wanted implements Predicate<Event> {
  private static final int REMEMBERED = 4096;

  private final Collection<String> patterns;
  private final Set<String> phases = new TreeSet<>();
  private final Map<String, Boolean> names = new HashMap<>();

  Wanted(EventFilter filter) {
    Map<String, ? extends Collection<String>> fields = filter.fields();
    patterns = fields.containsKey("injection") ? fields.get("injection") : Set.of();
    if (fields.containsKey("phase")) {
      fields.get("phase").forEach(phase -> phases.add(phase.toLowerCase(Locale.ROOT)));
    }
  }

  @Override
  public boolean test(Event event) {
    return event.phase() == Phase.GAP || (phase(event) && name(event.injection()));
  }

  private boolean phase(Event event) {
    return phases.isEmpty() || phases.contains(Values.text(event.values(), "phase", ""));
  }

  private boolean name(String name) {
    if (patterns.isEmpty()) {
      return true;
    }
    if (names.size() >= REMEMBERED) {
      names.clear();
    }
    return names.computeIfAbsent(
        name, each -> patterns.stream().anyMatch(pattern -> matches(pattern, each)));
  }

  /** Whether the parts between the stars follow one another in the name, the ends at its ends. */
  static boolean matches(String pattern, String name) {
    String[] parts = pattern.split("\\*", -1);
    if (parts.length == 1) {
      return pattern.equals(name);
    }
    String last = parts[parts.length - 1];
    if (!name.startsWith(parts[0])) {
      return false;
    }
    int at = parts[0].length();
    for (int i = 1; i < parts.length - 1; i++) {
      int found = name.indexOf(parts[i], at);
      if (found < 0) {
        return false;
      }
      at = found + parts[i].length();
    }
    return name.length() - last.length() >= at && name.endsWith(last);
  }
}
