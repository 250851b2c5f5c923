package dev.jinx.log;

import dev.jinx.bootstrap.Phase;
import dev.jinx.event.NamePatterns;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
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
  private final NamePatterns names;
  private final Set<Phase> phases;

  /**
   * Makes a filter.
   *
   * @param names the names wanted
   * @param phases phases wanted; empty for every phase
   */
  public Filter(NamePatterns names, Set<Phase> phases) {
    this.names = names;
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
    return new Filter(NamePatterns.parse(injections), phases(phases));
  }

  /** Whether this filter lets everything pass. */
  public boolean isAll() {
    return names.isAll() && phases.size() == Phase.values().length;
  }

  /** The names and patterns wanted; empty for every name. */
  public List<String> patterns() {
    return names.patterns();
  }

  /** The names among the patterns: those without a {@code *}. */
  public List<String> names() {
    return names.names();
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
    return names.matches(injection);
  }

  private static Set<Phase> phases(@Nullable String list) {
    Set<Phase> wanted = EnumSet.noneOf(Phase.class);
    for (String word : NamePatterns.split(list)) {
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
