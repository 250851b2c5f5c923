package dev.jinx.bootstrap;

/** A text and the place in it up to which it has been read. */
final class TextReader {
  private final String text;
  private int at;

  TextReader(String text) {
    this.text = text;
  }

  /** Where it stands, from 0. */
  int position() {
    return at;
  }

  boolean isAtEnd() {
    return at >= text.length();
  }

  /** What was read since that position. */
  String since(int position) {
    return text.substring(position, at);
  }

  String rest() {
    return text.substring(at).strip();
  }

  void blanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  /** The next character, or 0 at the end. */
  char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  boolean skip(String word) {
    if (!text.startsWith(word, at)) {
      return false;
    }
    at += word.length();
    return true;
  }

  /** Digits, with a point among them; empty where there is none. */
  String number() {
    int start = at;
    while (at < text.length() && (isDigit(peek()) || peek() == '.' && at > start)) {
      at++;
    }
    return text.substring(start, at);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** What stands before the next of these characters, or before a blank, or the end. */
  String until(String ends) {
    int start = at;
    while (at < text.length()
        && ends.indexOf(peek()) < 0
        && !Character.isWhitespace(peek())
        && !text.startsWith("->", at)) {
      at++;
    }
    return text.substring(start, at);
  }

  /** A text in quotes, which the reader stands at; escapes are those of Java. */
  String quoted() throws TermsException {
    int start = at;
    char quote = text.charAt(at++);
    StringBuilder inner = new StringBuilder();
    while (peek() != quote) {
      if (isAtEnd()) {
        throw wrong(start, "the " + quote + " that begins here has no end");
      }
      char c = text.charAt(at++);
      inner.append(c == '\\' ? escaped() : c);
    }
    at++;
    return inner.toString();
  }

  private char escaped() throws TermsException {
    char c = peek();
    at++;
    switch (c) {
      case 'n':
        return '\n';
      case 't':
        return '\t';
      case 'r':
        return '\r';
      case '0':
        return '\0';
      case '\\':
      case '"':
      case '\'':
        return c;
      case 'u':
        return unicode();
      default:
        throw wrong(
            at - 2, "no escape \\" + c + "; there are \\n \\t \\r \\0 \\\\ \\\" \\' \\uXXXX");
    }
  }

  private char unicode() throws TermsException {
    int start = at - 2;
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(peek(), 16);
      if (digit < 0) {
        throw wrong(start, "\\u wants four digits of 0-9 a-f");
      }
      code = code * 16 + digit;
      at++;
    }
    return (char) code;
  }

  TermsException wrong(String reason) {
    return wrong(at, reason);
  }

  TermsException wrong(int position, String reason) {
    return new TermsException(position + 1, reason);
  }
}
