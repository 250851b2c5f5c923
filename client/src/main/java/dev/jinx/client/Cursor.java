package dev.jinx.client;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A position in the event log of one node: behind the event of that number. Within a node, later
 * positions are greater. Written {@code node@boot.seq}.
 *
 * @param node the node's name
 * @param boot which life of the node; a later life has a greater one
 * @param seq the last event passed; 0 is before the first
 */
public record Cursor(String node, long boot, long seq) {
  /**
   * Reads a cursor.
   *
   * @throws IllegalArgumentException if the text is none
   */
  public static Cursor parse(String text) {
    int at = text.lastIndexOf('@');
    int dot = text.lastIndexOf('.');
    try {
      if (at > 0 && dot > at) {
        long boot = Long.parseUnsignedLong(text.substring(at + 1, dot));
        long seq = Long.parseUnsignedLong(text.substring(dot + 1));
        if (boot >= 0 && seq >= 0) {
          return new Cursor(text.substring(0, at), boot, seq);
        }
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(notOne(text), e);
    }
    throw new IllegalArgumentException(notOne(text));
  }

  /** Whether both are positions in one life of one node. */
  public boolean sameLife(Cursor other) {
    return boot == other.boot && node.equals(other.node);
  }

  /** Whether this lies behind the other; a later life lies behind an earlier one. */
  public boolean isAfter(Cursor other) {
    return boot != other.boot ? boot > other.boot : seq > other.seq;
  }

  /** The later one; this one where neither is. */
  public Cursor later(@Nullable Cursor other) {
    return other != null && other.isAfter(this) ? other : this;
  }

  /** Whether nothing can lie between this and that event: the next one, or a later life's first. */
  public boolean isFollowedBy(Cursor event) {
    return event.seq == (boot == event.boot ? seq + 1 : 1);
  }

  @Override
  public String toString() {
    return node + "@" + boot + "." + seq;
  }

  private static String notOne(String text) {
    return String.format(Locale.ROOT, "not a cursor (node@boot.seq): '%s'", text);
  }
}
