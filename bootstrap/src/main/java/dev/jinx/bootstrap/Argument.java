package dev.jinx.bootstrap;

/** An argument of an action, as it was written. */
final class Argument {
  /** The text, without quotes and escapes. */
  final String text;

  /** The quote around it, or 0. */
  final char quote;

  /** Where it begins, from 0. */
  final int at;

  Argument(String text, char quote, int at) {
    this.text = text;
    this.quote = quote;
    this.at = at;
  }

  boolean isQuoted() {
    return quote != 0;
  }

  /** Whether it has the form of a class's name. */
  boolean isName() {
    if (isQuoted() || text.isEmpty() || !Character.isJavaIdentifierStart(text.charAt(0))) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' ? i == text.length() - 1 : !Character.isJavaIdentifierPart(c)) {
        return false;
      }
    }
    return true;
  }
}
