package dev.jinx.disk;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Finds what readers filter by in an event's JSON, without a JSON parser. Relies on the order of
 * its keys: {@code injection} first, {@code node}, {@code boot}, {@code seq} in a row and in front
 * of all free text. Inside a JSON string a quote is escaped, so {@code ,"key":} can only be a key.
 */
public final class EventKeys {
  private static final byte[] INJECTION = ascii("{\"injection\":\"");
  private static final byte[] PHASE = ascii(",\"phase\":\"");
  private static final byte[] NODE = ascii(",\"node\":\"");
  private static final byte[] SEQ = ascii(",\"seq\":");

  private EventKeys() {}

  /** The point's name, empty where the event has none; null where the JSON is no event. */
  public static @Nullable String injection(byte[] bytes, int offset, int length) {
    int from = offset + INJECTION.length;
    return startsWith(bytes, offset, length, INJECTION) ? text(bytes, from, offset + length) : null;
  }

  /** The phase's word; null where there is none. */
  public static @Nullable String phase(byte[] bytes, int offset, int length) {
    return value(bytes, offset, length, PHASE);
  }

  /** The node's name; null where there is none. */
  public static @Nullable String node(byte[] bytes, int offset, int length) {
    return value(bytes, offset, length, NODE);
  }

  /** The event's number in its boot; -1 where there is none. */
  public static long seq(byte[] bytes, int offset, int length) {
    int at = find(bytes, offset, offset + length, SEQ);
    return at < 0 ? -1 : number(bytes, at + SEQ.length, offset + length);
  }

  private static @Nullable String value(byte[] bytes, int offset, int length, byte[] key) {
    int at = find(bytes, offset, offset + length, key);
    return at < 0 ? null : text(bytes, at + key.length, offset + length);
  }

  /** Up to the next quote: names and words need no escapes. */
  private static @Nullable String text(byte[] bytes, int from, int limit) {
    for (int i = from; i < limit; i++) {
      if (bytes[i] == '"') {
        return new String(bytes, from, i - from, StandardCharsets.UTF_8);
      }
    }
    return null;
  }

  static boolean startsWith(byte[] bytes, int offset, int length, byte[] prefix) {
    if (length < prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if (bytes[offset + i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  /** The first place of a text, or -1. */
  static int find(byte[] bytes, int from, int limit, byte[] text) {
    byte first = text[0];
    outer:
    for (int at = from; at <= limit - text.length; at++) {
      if (bytes[at] == first) {
        for (int i = text.length - 1; i > 0; i--) {
          if (bytes[at + i] != text[i]) {
            continue outer;
          }
        }
        return at;
      }
    }
    return -1;
  }

  /** A number that ends before {@code ,} or <code>}</code>; -1 where there is none. */
  static long number(byte[] bytes, int from, int limit) {
    long value = 0;
    for (int i = from; i < limit; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return i > from && (bytes[i] == ',' || bytes[i] == '}') ? value : -1;
      }
      if (i - from >= 18) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return -1;
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
