package dev.jinx.event;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an agent would let pass for a filter, for logs and streams that are read without one: by the
 * point's name and by phase. Gaps pass every filter, as what was asked for may be among what is
 * lost. Thread-safe.
 */
public final class EventChoice {
  /** The words of all phases, in the order of their numbers in a ring file. */
  public static final List<String> PHASES =
      List.of("hit", "parked", "released", "expired", "disabled", "gap", "failed");

  private static final String GAP = "gap";

  private final NamePatterns names;
  private final Set<String> phases = new HashSet<>();

  /**
   * Reads a filter.
   *
   * @param injection {@code a,b*}; null or empty for every name
   * @param phase {@code hit,parked}; null or empty for every phase
   */
  public EventChoice(@Nullable String injection, @Nullable String phase) {
    names = NamePatterns.parse(injection);
    for (String word : NamePatterns.split(phase)) {
      phases.add(word.toLowerCase(Locale.ROOT));
    }
  }

  /**
   * Refuses phases that there are not, where no agent is asked that would.
   *
   * @throws IllegalArgumentException naming the first, and those there are
   */
  public EventChoice check() {
    for (String phase : phases) {
      if (!PHASES.contains(phase)) {
        throw new IllegalArgumentException(
            "no phase '" + phase + "'; the phases are " + String.join(", ", PHASES));
      }
    }
    return this;
  }

  /** Whether everything passes. */
  public boolean isAll() {
    return names.isAll() && phases.isEmpty();
  }

  /** The names. */
  public NamePatterns names() {
    return names;
  }

  /** Whether an event passes. */
  public boolean matches(String injection, String phase) {
    return phase.equals(GAP)
        || (phases.isEmpty() || phases.contains(phase)) && names.matches(injection);
  }
}
