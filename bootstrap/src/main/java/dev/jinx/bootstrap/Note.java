package dev.jinx.bootstrap;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a record carries that is no number: captured values, an outcome or a reason. It stands in
 * the ring, right behind the record. Immutable.
 */
final class Note {
  /** Bytes of JSON. */
  static final int JSON = 1;

  static final int TEXT = 2;

  /** There should be one, but it was too long. */
  static final int LEFT_OUT = 3;

  /** The most bytes, so that any chunk that is empty has room. */
  static final int MOST_BYTES = 32 * 1024;

  private static final Note TOO_LONG = new Note(LEFT_OUT, new byte[0]);

  final int kind;
  final byte[] bytes;

  private Note(int kind, byte[] bytes) {
    this.kind = kind;
    this.bytes = bytes;
  }

  /** Captured values. */
  static Note json(byte[] json) {
    return json.length > MOST_BYTES ? TOO_LONG : new Note(JSON, json);
  }

  /** An outcome or a reason, which is cut where it is too long. */
  static @Nullable Note text(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String fits = text.length() > MOST_BYTES / 3 ? text.substring(0, MOST_BYTES / 3) : text;
    return new Note(TEXT, fits.getBytes(StandardCharsets.UTF_8));
  }
}
