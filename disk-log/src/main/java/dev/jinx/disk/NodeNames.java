package dev.jinx.disk;

/** Names of nodes: {@code [A-Za-z0-9._-]{1,128}}. */
public final class NodeNames {
  private static final int LONGEST = 128;

  private NodeNames() {}

  /** Whether a text is one. */
  public static boolean isOne(String text) {
    return isOne(text, 0);
  }

  /** Whether a text is one from there on. */
  static boolean isOne(String text, int from) {
    int length = text.length() - from;
    if (length < 1 || length > LONGEST) {
      return false;
    }
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean digit = c >= '0' && c <= '9';
      if (!letter && !digit && c != '.' && c != '_' && c != '-') {
        return false;
      }
    }
    return true;
  }
}
