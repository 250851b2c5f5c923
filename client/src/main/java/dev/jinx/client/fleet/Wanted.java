package dev.jinx.client.fleet;

import dev.jinx.client.EventFilter;
import dev.jinx.client.Phase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The filter of an agent, on this side: by the point's name, {@code *} for any characters, and by
 * phase; a gap passes every filter. Thread-safe.
 */
final class Wanted {
  /** Everything. */
  static final Wanted ALL = new Wanted(EventFilter.ALL);

  private static final int REMEMBERED = 4096;

  private final List<String> patterns;
  private final Set<String> phases;
  private final ConcurrentHashMap<String, Boolean> answers = new ConcurrentHashMap<>();

  /**
   * Reads a filter's names and phases.
   *
   * @throws IllegalArgumentException if there is no such phase
   */
  Wanted(EventFilter filter) {
    this.patterns = split(filter.injection());
    this.phases = new HashSet<>();
    for (String word : split(filter.phase())) {
      String phase = word.toLowerCase(Locale.ROOT);
      List<String> known =
          Arrays.stream(Phase.values())
              .filter(each -> each != Phase.OTHER)
              .map(Phase::wire)
              .toList();
      if (!known.contains(phase)) {
        throw new IllegalArgumentException(
            "no phase '" + word + "'; the phases are " + String.join(", ", known));
      }
      phases.add(phase);
    }
  }

  boolean all() {
    return patterns.isEmpty() && phases.isEmpty();
  }

  boolean matches(String injection, String phase) {
    return phase.equals("gap")
        || ((phases.isEmpty() || phases.contains(phase)) && matches(injection));
  }

  /** Whether a point of that name is wanted in some phase. */
  boolean matches(String injection) {
    if (patterns.isEmpty()) {
      return true;
    }
    Boolean known = answers.get(injection);
    if (known == null) {
      known = patterns.stream().anyMatch(pattern -> fits(pattern, injection));
      if (answers.size() < REMEMBERED) {
        answers.put(injection, known);
      }
    }
    return known;
  }

  /** The names that were asked for without a {@code *}. */
  List<String> names() {
    return patterns.stream().filter(pattern -> pattern.indexOf('*') < 0).toList();
  }

  /**
   * Patterns that match all that these match, and more, and that an agent takes although it knows
   * no point of such a name.
   */
  @Nullable String widened() {
    return patterns.isEmpty()
        ? null
        : patterns.stream()
            .map(pattern -> pattern.indexOf('*') < 0 ? pattern + "*" : pattern)
            .collect(Collectors.joining(","));
  }

  private static List<String> split(@Nullable String list) {
    List<String> parts = new ArrayList<>();
    if (list != null) {
      for (String part : list.split(",", -1)) {
        if (!part.isBlank()) {
          parts.add(part.strip());
        }
      }
    }
    return List.copyOf(parts);
  }

  /** Takes each {@code *} for as little as possible first. */
  private static boolean fits(String pattern, String name) {
    int p = 0;
    int star = -1;
    int mark = 0;
    int n = 0;
    while (n < name.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        mark = n;
      } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++mark;
      } else {
        return false;
      }
    }
    return pattern.substring(p).chars().allMatch(c -> c == '*');
  }
}
