package dev.jinx.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** 64 KiB of a ring file, read at once or mapped. */
final class RingChunk {
  static final int BYTES = 64 * 1024;
  static final int WORDS = BYTES / 8;

  /** Words before the first record. */
  static final int HEADER = 32;

  static final int OWN = 1;
  static final int SHARED = 2;
  static final int DEFINITIONS = 3;

  private static final int NAME = 5;
  private static final byte[] NONE = {};

  private final long start;
  private final ByteBuffer buffer;

  /**
   * @param start where in the file it begins
   * @param buffer its bytes, in any order
   */
  RingChunk(long start, ByteBuffer buffer) {
    this.start = start;
    this.buffer = buffer.order(ByteOrder.nativeOrder());
  }

  static RingChunk read(FileChannel file, int index) throws IOException {
    long start = (long) index * BYTES;
    ByteBuffer buffer = ByteBuffer.allocate(BYTES);
    int read = 0;
    while (buffer.hasRemaining() && read >= 0) {
      read = file.read(buffer, start + buffer.position());
    }
    return new RingChunk(start, buffer.clear());
  }

  long word(int index) {
    return buffer.getLong(index * 8);
  }

  byte[] bytes(int word, int length) {
    byte[] bytes = length == 0 ? NONE : new byte[Math.min(length, BYTES - word * 8)];
    buffer.get(word * 8, bytes);
    return bytes;
  }

  /** Where in the file a word stands. */
  long place(int word) {
    return start + word * 8L;
  }

  /** What it is used for; 0 for nothing, or where the process died as it began it. */
  int kind() {
    return (int) word(0);
  }

  /** Words that are published, header included. */
  int tail() {
    return (int) Math.max(HEADER, Math.min(WORDS, word(1)));
  }

  /** Which table it is of. */
  long table() {
    return word(2) & 0xFFFF_FFFFL;
  }

  /** Its place among the chunks of its table. */
  long order() {
    return word(2) >>> 32;
  }

  int shard() {
    return (int) word(3);
  }

  /** The name of the thread that it is of, or the beginning of it. */
  String threadName() {
    int length = (int) Math.min((HEADER - NAME) * 4, word(3) >>> 32);
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < length; i++) {
      name.append((char) (word(NAME + i / 4) >>> i % 4 * 16));
    }
    return name.toString();
  }
}
