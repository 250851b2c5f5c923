package dev.jinx.log;

/** Cursors of one boot as bytes, written again and again in one place. For one thread at a time. */
final class CursorBytes {
  private final int prefix;
  private final byte[] bytes;

  CursorBytes(String node, long boot) {
    String text = node + '@' + boot + '.';
    prefix = text.length();
    bytes = new byte[prefix + 20];
    for (int i = 0; i < prefix; i++) {
      bytes[i] = (byte) text.charAt(i);
    }
  }

  /** Where {@link #write} has put the cursor, from the start. */
  byte[] bytes() {
    return bytes;
  }

  /** The most bytes that a cursor takes. */
  int most() {
    return bytes.length;
  }

  /**
   * Writes the cursor of an event.
   *
   * @param seq at least 1
   * @return its length
   */
  int write(long seq) {
    int length = prefix;
    for (long rest = seq; rest > 0; rest /= 10) {
      length++;
    }
    int at = length;
    for (long rest = seq; rest > 0; rest /= 10) {
      bytes[--at] = (byte) ('0' + rest % 10);
    }
    return length;
  }
}
