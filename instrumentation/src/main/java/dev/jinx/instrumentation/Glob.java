package dev.jinx.instrumentation;

/** A name with wildcards: {@code *} stays within a part between dots, {@code **} does not. */
final class Glob {
  private Glob() {}

  static boolean isPattern(String text) {
    return text.indexOf('*') >= 0;
  }

  static boolean matches(String pattern, String name) {
    return matches(pattern, 0, name, 0);
  }

  private static boolean matches(String pattern, int p, String name, int n) {
    while (p < pattern.length()) {
      char c = pattern.charAt(p);
      if (c != '*') {
        if (n == name.length() || name.charAt(n) != c) {
          return false;
        }
        p++;
        n++;
        continue;
      }
      boolean across = p + 1 < pattern.length() && pattern.charAt(p + 1) == '*';
      int rest = p + (across ? 2 : 1);
      for (int end = n; ; end++) {
        if (matches(pattern, rest, name, end)) {
          return true;
        }
        if (end == name.length() || !across && name.charAt(end) == '.') {
          return false;
        }
      }
    }
    return n == name.length();
  }
}
