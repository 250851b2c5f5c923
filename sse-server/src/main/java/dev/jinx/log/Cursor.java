package dev.jinx.log;

import dev.jinx.disk.NodeNames;

/**
 * A position in the event log of one node, written {@code node@boot.seq}: everything up to and
 * including event {@code seq} has been seen.
 *
 * @param node the node's name; may hold dots, never {@code @}
 * @param boot the life of the node, not negative
 * @param seq number of the last event seen, 0 before the first
 */
public record Cursor(String node, long boot, long seq) {
  /**
   * Reads a cursor.
   *
   * @throws CursorException if the text is not one ({@link CursorException.Kind#MALFORMED})
   */
  public static Cursor parse(String text) throws CursorException {
    int at = text.indexOf('@');
    int dot = text.indexOf('.', at + 1);
    if (at >= 0 && dot >= 0 && NodeNames.isOne(text.substring(0, at))) {
      long boot = number(text, at + 1, dot);
      long seq = number(text, dot + 1, text.length());
      if (boot >= 0 && seq >= 0) {
        return new Cursor(text.substring(0, at), boot, seq);
      }
    }
    throw new CursorException(
        CursorException.Kind.MALFORMED,
        "'" + text + "' is not a cursor; a cursor is written node@boot.seq, such as n1@4.1042");
  }

  /** The position one event further. */
  Cursor next() {
    return new Cursor(node, boot, seq + 1);
  }

  /** Whether it lies behind another position of the same node. */
  boolean isAfter(Cursor other) {
    return boot != other.boot ? boot > other.boot : seq > other.seq;
  }

  /** A number in plain digits, or -1 if it is none or too large. */
  private static long number(String text, int from, int to) {
    if (from == to || to - from > 19) {
      return -1;
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - digit) / 10) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  @Override
  public String toString() {
    return node + '@' + boot + '.' + seq;
  }
}
