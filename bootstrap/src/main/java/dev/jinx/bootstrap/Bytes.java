package dev.jinx.bootstrap;

/** Sizes as terms write them: {@code 512 64KB 10MB}; a KB is 1024 bytes. */
final class Bytes {
  /** What a size has to look like, for messages. */
  static final String RULE = "a number of bytes from 1, or with KB or MB, such as 64KB";

  private static final String[] UNITS = {"KB", "MB", "B"};
  private static final long[] SIZES = {1L << 10, 1L << 20, 1};

  private Bytes() {}

  /** The size, or -1 where the text is none from 0 to 1 TB. */
  static long of(String text) {
    for (int i = 0; i < UNITS.length; i++) {
      if (text.endsWith(UNITS[i])) {
        long number = plain(text.substring(0, text.length() - UNITS[i].length()).strip());
        return number < 0 ? -1 : number * SIZES[i];
      }
    }
    return plain(text);
  }

  /** A number of at most nine digits, or -1. */
  static long plain(String text) {
    if (text.isEmpty() || text.length() > 9) {
      return -1;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return -1;
      }
    }
    return Long.parseLong(text);
  }
}
