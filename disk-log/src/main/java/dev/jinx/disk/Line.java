package dev.jinx.disk;

import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The form of a line in a segment: {@code LLLLLLLL CCCCCCCC JSON\n}, with the length of the JSON in
 * bytes and its CRC-32C, each as eight lower-case hexadecimal digits.
 */
final class Line {
  /** Bytes in front of the JSON. */
  static final int HEAD = 18;

  /** Bytes of a line besides the JSON. */
  static final int EXTRA = HEAD + 1;

  /** Longest JSON in bytes: a longer length is damage, and is not read to its end. */
  static final int LONGEST = 16 << 20;

  /** Answer of {@link #check}: no line stands here. */
  static final int BAD = -1;

  /** Answer of {@link #check}: what there is may be the beginning of a line. */
  static final int MORE = 0;

  private static final byte[] DIGITS = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };
  private static final byte[] VALUES = new byte[256];

  static {
    Arrays.fill(VALUES, (byte) -1);
    for (int i = 0; i < DIGITS.length; i++) {
      VALUES[DIGITS[i]] = (byte) i;
    }
  }

  private Line() {}

  /**
   * Looks whether a whole, undamaged line stands somewhere.
   *
   * @return its length in bytes with everything, or {@link #BAD}, or {@link #MORE}
   */
  static int check(byte[] bytes, int at, int limit, CRC32C crc) {
    if (limit - at < HEAD) {
      return MORE;
    }
    if (bytes[at + 8] != ' ' || bytes[at + 17] != ' ') {
      return BAD;
    }
    long length = hex(bytes, at);
    if (length < 2 || length > LONGEST) {
      return BAD;
    }
    int end = at + HEAD + (int) length;
    if (end >= limit) {
      return MORE;
    }
    if (bytes[end] != '\n') {
      return BAD;
    }
    crc.reset();
    crc.update(bytes, at + HEAD, (int) length);
    return crc.getValue() == hex(bytes, at + 9) ? (int) length + EXTRA : BAD;
  }

  /** Writes a line around JSON that stands at {@code at + HEAD} already. */
  static int finish(byte[] bytes, int at, int length, CRC32C crc) {
    crc.reset();
    crc.update(bytes, at + HEAD, length);
    putHex(bytes, at, length);
    bytes[at + 8] = ' ';
    putHex(bytes, at + 9, (int) crc.getValue());
    bytes[at + 17] = ' ';
    bytes[at + HEAD + length] = '\n';
    return length + EXTRA;
  }

  private static long hex(byte[] bytes, int at) {
    long value = 0;
    for (int i = at; i < at + 8; i++) {
      // A byte that is no digit makes the value negative, and later digits keep it so.
      value = (value << 4) | VALUES[bytes[i] & 0xff];
    }
    return value;
  }

  private static void putHex(byte[] bytes, int at, int value) {
    for (int i = 0; i < 8; i++) {
      bytes[at + i] = DIGITS[(value >>> (28 - 4 * i)) & 0xf];
    }
  }
}
