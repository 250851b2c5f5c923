package dev.jinx.bootstrap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Names of points and nodes, and the names that somebody who mistyped one may have meant. */
public final class Names {
  /** The longest name, in characters. */
  public static final int MAX_LENGTH = 128;

  /** What a name has to look like, for messages. */
  public static final String RULE = "1 to 128 of A-Z a-z 0-9 . _ -";

  private static final int MOST = 3;

  private Names() {}

  /** Whether it is a name: {@value #RULE}. */
  public static boolean valid(String name) {
    int length = name.length();
    if (length == 0 || length > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = name.charAt(i);
      boolean good =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || c == '.'
              || c == '_'
              || c == '-';
      if (!good) {
        return false;
      }
    }
    return true;
  }

  /** Up to three of the candidates that are near the word, nearest first. */
  public static List<String> nearest(String word, Collection<String> candidates) {
    List<String> near = new ArrayList<>();
    List<Integer> distances = new ArrayList<>();
    int limit = Math.max(2, word.length() / 3);
    for (String candidate : candidates) {
      int distance = distance(word, candidate);
      if (distance > limit && !akin(word, candidate)) {
        continue;
      }
      int at = 0;
      while (at < near.size() && distances.get(at) <= distance) {
        at++;
      }
      if (at < MOST && !near.contains(candidate)) {
        near.add(at, candidate);
        distances.add(at, distance);
        if (near.size() > MOST) {
          near.remove(MOST);
          distances.remove(MOST);
        }
      }
    }
    return near;
  }

  /** {@code ; did you mean 'a' or 'b'?}, or nothing where no candidate is near. */
  public static String hint(String word, Collection<String> candidates) {
    List<String> near = nearest(word, candidates);
    if (near.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("; did you mean ");
    for (int i = 0; i < near.size(); i++) {
      if (i > 0) {
        text.append(i == near.size() - 1 ? " or " : ", ");
      }
      text.append('\'').append(near.get(i)).append('\'');
    }
    return text.append('?').toString();
  }

  private static boolean akin(String word, String candidate) {
    return word.length() >= 3
        && (candidate.regionMatches(true, 0, word, 0, word.length())
            || candidate.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT)));
  }

  /** Levenshtein's distance, case aside, with neighbours swapped counting as one. */
  private static int distance(String a, String b) {
    int[] older = new int[b.length() + 1];
    int[] old = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      old[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int same = equal(a.charAt(i - 1), b.charAt(j - 1)) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], old[j]) + 1, old[j - 1] + same);
        if (i > 1
            && j > 1
            && equal(a.charAt(i - 1), b.charAt(j - 2))
            && equal(a.charAt(i - 2), b.charAt(j - 1))) {
          row[j] = Math.min(row[j], older[j - 2] + 1);
        }
      }
      older = old;
      old = row;
    }
    return old[b.length()];
  }

  private static boolean equal(char a, char b) {
    return Character.toLowerCase(a) == Character.toLowerCase(b);
  }
}
