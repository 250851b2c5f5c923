package dev.jinx.event;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Names of points that are wanted, {@code *} for any characters: {@code a,b*}. Remembers its answer
 * for each name, so a match costs one look-up. Thread-safe.
 */
public final class NamePatterns {
  private static final int REMEMBERED = 4096;

  private final List<String> patterns;
  private final ConcurrentHashMap<String, Boolean> answers = new ConcurrentHashMap<>();

  /**
   * @param patterns none for every name
   */
  public NamePatterns(List<String> patterns) {
    this.patterns = List.copyOf(patterns);
  }

  /** Reads {@code a,b*}; null or empty is every name. */
  public static NamePatterns parse(@Nullable String list) {
    return new NamePatterns(split(list));
  }

  /** The parts of a list with commas, without blanks around them and without empty ones. */
  public static List<String> split(@Nullable String list) {
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

  /** Whether every name is wanted, without a pattern that says so. */
  public boolean isAll() {
    return patterns.isEmpty();
  }

  /** As they were given. */
  public List<String> patterns() {
    return patterns;
  }

  /** Those without a {@code *}. */
  public List<String> names() {
    return patterns.stream().filter(pattern -> pattern.indexOf('*') < 0).toList();
  }

  /**
   * Patterns that match all that these match, and more, and that an agent takes although it knows
   * no point of such a name; null where every name is wanted.
   */
  public @Nullable String widened() {
    return isAll()
        ? null
        : patterns.stream()
            .map(pattern -> pattern.indexOf('*') < 0 ? pattern + "*" : pattern)
            .collect(Collectors.joining(","));
  }

  /** Whether a name is wanted. */
  public boolean matches(String name) {
    if (patterns.isEmpty()) {
      return true;
    }
    Boolean known = answers.get(name);
    if (known == null) {
      known = matchesSome(name);
      if (answers.size() >= REMEMBERED) {
        answers.clear();
      }
      answers.put(name, known);
    }
    return known;
  }

  private boolean matchesSome(String name) {
    for (String pattern : patterns) {
      if (matches(pattern, name)) {
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
}
