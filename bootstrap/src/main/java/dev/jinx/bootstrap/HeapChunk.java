package dev.jinx.bootstrap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A chunk on the application's heap. */
final class HeapChunk extends Chunk {
  private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

  private final long[] words = new long[WORDS];

  @Override
  long get(int word) {
    return words[word];
  }

  @Override
  long getAcquire(int word) {
    return (long) WORD.getAcquire(words, word);
  }

  @Override
  void put(int word, long value) {
    words[word] = value;
  }

  @Override
  void putRelease(int word, long value) {
    WORD.setRelease(words, word, value);
  }

  @Override
  void putBytes(int word, byte[] from, int offset, int length) {
    for (int i = 0; i < length; i++) {
      int at = word + (i >>> 3);
      long before = (i & 7) == 0 ? 0 : words[at];
      words[at] = before | (from[offset + i] & 0xFFL) << 8 * (i & 7);
    }
  }

  @Override
  void getBytes(int word, byte[] to, int offset, int length) {
    for (int i = 0; i < length; i++) {
      to[offset + i] = (byte) (words[word + (i >>> 3)] >>> 8 * (i & 7));
    }
  }
}
