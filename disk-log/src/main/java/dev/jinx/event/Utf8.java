package dev.jinx.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow, for writing JSON without a string in between. Not for several threads. */
public final class Utf8 {
  private byte[] bytes;
  private int length;

  public Utf8() {
    this(1024);
  }

  /**
   * @param room for as many bytes, before it grows first; 1 or more
   */
  public Utf8(int room) {
    bytes = new byte[room];
  }

  /** The bytes, of which {@link #length} count; until it grows. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many bytes there are. */
  public int length() {
    return length;
  }

  /** Forgets all of them. */
  public Utf8 clear() {
    length = 0;
    return this;
  }

  /** A copy of the bytes. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  /** Bytes as they are. */
  public Utf8 raw(byte[] more) {
    room(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
    return this;
  }

  /** Text as it is: no quotes, nothing escaped. */
  public Utf8 raw(String text) {
    return raw(text.getBytes(StandardCharsets.UTF_8));
  }

  /** One character of ASCII. */
  public Utf8 ascii(char c) {
    room(1);
    bytes[length++] = (byte) c;
    return this;
  }

  /** A number in decimal. */
  public Utf8 number(long number) {
    room(20);
    if (number == Long.MIN_VALUE) {
      return raw(Long.toString(number));
    }
    long rest = number;
    if (rest < 0) {
      bytes[length++] = '-';
      rest = -rest;
    }
    int digits = 1;
    for (long power = rest; power >= 10; power /= 10) {
      digits++;
    }
    for (int i = digits - 1; i >= 0; i--) {
      bytes[length + i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
    return this;
  }

  /** A number in decimal with leading zeros. */
  public Utf8 padded(long number, int digits) {
    room(digits);
    long rest = number;
    for (int i = digits - 1; i >= 0; i--) {
      bytes[length + i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
    return this;
  }

  /** A string of JSON, with its quotes; what is no character (a lone surrogate) becomes U+FFFD. */
  public Utf8 json(String text) {
    ascii('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        ascii('\\').ascii(c);
      } else if (c < 0x20 || c == 0x7F || c == '\u2028' || c == '\u2029') {
        raw("\\u").hex(c);
      } else if (c < 0x80) {
        ascii(c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        raw(text.substring(i, i + 2));
        i++;
      } else {
        raw(Character.isSurrogate(c) ? "\uFFFD" : String.valueOf(c));
      }
    }
    return ascii('"');
  }

  private void hex(char c) {
    for (int shift = 12; shift >= 0; shift -= 4) {
      ascii(Character.forDigit(c >> shift & 0xF, 16));
    }
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
