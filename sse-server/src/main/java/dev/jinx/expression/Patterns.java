package dev.jinx.expression;

import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Regular expressions that are computed, not written: the first few are kept. */
final class Patterns {
  private static final int MOST_KEPT = 64;

  private static final ConcurrentHashMap<String, Pattern> KEPT = new ConcurrentHashMap<>();

  private Patterns() {}

  static Pattern of(String regex) throws Failure {
    Pattern known = KEPT.get(regex);
    if (known != null) {
      return known;
    }
    try {
      Pattern made = Pattern.compile(regex);
      if (KEPT.size() < MOST_KEPT && regex.length() <= Texts.LONGEST) {
        KEPT.put(regex, made);
      }
      return made;
    } catch (PatternSyntaxException e) {
      throw new Failure("not a regular expression: " + e.getDescription());
    }
  }
}
