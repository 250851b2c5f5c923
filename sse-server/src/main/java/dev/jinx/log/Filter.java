package dev.jinx.log;

import dev.jinx.bootstrap.Phase;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events a reader wants: by the point's name, where {@code *} stands for any characters, and
 * by phase. Events of phase {@link Phase#GAP} pass every filter: whoever filters may have lost what
 * was asked for.
 *
 * <p>Remembers its answer for each name, so a match costs one look-up. Used by one thread at a
 * time, like the reader it belongs to.
 */
public final class Filter {
  private static final int REMEMBERED = 4096;

  private final List<String> patterns;
  private final Set<Phase> phases;
  private final Map<String, Boolean> answers = new HashMap<>();

  /**
   * Makes a filter.
   *
   * @param patterns names and patterns wanted; empty for every name
   * @param phases phases wanted; empty for every phase
   */
  public Filter(List<String> patterns, Set<Phase> phases) {
    this.patterns = List.copyOf(patterns);
    this.phases = phases.isEmpty() ? EnumSet.allOf(Phase.class) : EnumSet.copyOf(phases);
  }

  /**
   * Reads a filter from the values of a query.
   *
   * @param injections {@code a,b*}; null or empty for every name
   * @param phases {@code parked,hit}; null or empty for every phase
   * @throws IllegalArgumentException if a phase is unknown, naming it and those there are
   */
  public static Filter parse(@Nullable String injections, @Nullable String phases) {
    return new Filter(split(injections), phases(phases));
  }

  /** Whether this filter lets everything pass. */
  public boolean isAll() {
    return patterns.isEmpty() && phases.size() == Phase.values().length;
  }

  /** The names and patterns wanted; empty for every name. */
  public List<String> patterns() {
    return patterns;
  }

  /** The names among the patterns: those without a {@code *}. */
  public List<String> names() {
    return patterns.stream().filter(pattern -> pattern.indexOf('*') < 0).toList();
  }

  /** Whether an event is to be shown: it is wanted, or a gap. */
  public boolean matches(String injection, Phase phase) {
    return phase == Phase.GAP || wants(injection, phase);
  }

  /** Whether an event is one that was asked for. */
  public boolean wants(String injection, Phase phase) {
    return phases.contains(phase) && matches(injection);
  }

  /** Whether events of a point are wanted in some phase. */
  public boolean matches(String injection) {
    if (patterns.isEmpty()) {
      return true;
    }
    Boolean known = answers.get(injection);
    if (known == null) {
      known = matchesSome(injection);
      if (answers.size() >= REMEMBERED) {
        answers.clear();
      }
      answers.put(injection, known);
    }
    return known;
  }

  private boolean matchesSome(String injection) {
    for (String pattern : patterns) {
      if (matches(pattern, injection)) {
        return true;
      }
    }
    return false;
  }

  /** Takes each {@code *} for as little as possible first; linear but for the stars. */
  private static boolean matches(String pattern, String name) {
    int p = 0;
    int n = 0;
    int star = -1;
    int mark = 0;
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
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
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
    return parts;
  }

  private static Set<Phase> phases(@Nullable String list) {
    Set<Phase> wanted = EnumSet.noneOf(Phase.class);
    for (String word : split(list)) {
      wanted.add(phase(word));
    }
    return wanted;
  }

  private static Phase phase(String word) {
    List<String> words = new ArrayList<>();
    for (Phase phase : Phase.values()) {
      if (phase.word().equalsIgnoreCase(word)) {
        return phase;
      }
      words.add(phase.word());
    }
    throw new IllegalArgumentException(
        "no phase '" + word + "'; the phases are " + String.join(", ", words));
  }
}
