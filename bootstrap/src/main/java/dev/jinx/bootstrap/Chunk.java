package dev.jinx.bootstrap;

import org.jspecify.annotations.Nullable;

/**
 * 64 KiB of records, on the heap or in a ring file. One thread writes, the scribe reads; a record
 * becomes visible by the one release store of the tail. What whoever reads the file of a dead JVM
 * has to know stands in the first words: whose it is, and how far it is filled.
 *
 * <p>In one JVM all of the pool are of one kind, so that the JIT finds one class only.
 */
abstract class Chunk {
  static final int WORDS = 8 * 1024;
  static final int BYTES = WORDS * Long.BYTES;

  /** Words before the first record. */
  static final int HEADER = 32;

  /** The most characters of a thread's name that are kept beside its records. */
  static final int NAME_LENGTH = (HEADER - 5) * 4;

  /** What a chunk is used for, as it stands in its first word. */
  static final int FREE = 0;

  static final int OWN = 1;
  static final int SHARED = 2;
  static final int DEFINITIONS = 3;

  private static final int KIND = 0;
  private static final int TAIL = 1;
  private static final int ORDER = 2;
  private static final int SHARD = 3;
  private static final int NAME = 5;

  /** Its place in the pool, which sets it once; -1 for one that is not of the pool. */
  int index = -1;

  /** Where the writer went on when this one was full. */
  volatile @Nullable Chunk next;

  /** For the pool: the chunk that the scribe was done with before this one. */
  @Nullable Chunk retired;

  private int tail = HEADER;

  abstract long get(int word);

  abstract long getAcquire(int word);

  abstract void put(int word, long value);

  abstract void putRelease(int word, long value);

  /** Bytes to words. */
  abstract void putBytes(int word, byte[] from, int offset, int length);

  abstract void getBytes(int word, byte[] to, int offset, int length);

  /** How many words so many bytes take. */
  static int words(int bytes) {
    return (bytes + 7) >>> 3;
  }

  /** Words published, header included; for the writer. */
  int tail() {
    return tail;
  }

  void publish(int newTail) {
    tail = newTail;
    putRelease(TAIL, newTail);
  }

  /** Words published; for the scribe. */
  int published() {
    return (int) getAcquire(TAIL);
  }

  /**
   * Begins it, for whoever took it from the pool.
   *
   * @param table a number that no other table of this JVM has
   * @param order its place among the chunks of that table
   * @param thread whose thread it is, or null for several
   */
  void begin(int kind, int table, int order, int shard, @Nullable Thread thread) {
    put(ORDER, (long) order << 32 | table);
    String name = thread == null ? "" : thread.getName();
    int length = Math.min(name == null ? 0 : name.length(), NAME_LENGTH);
    put(SHARD, (long) length << 32 | shard);
    for (int i = 0, word = NAME; i < length; word++) {
      long chars = 0;
      for (int shift = 0; shift < Long.SIZE && i < length; shift += Character.SIZE, i++) {
        chars |= (long) name.charAt(i) << shift;
      }
      put(word, chars);
    }
    publish(HEADER);
    putRelease(KIND, kind);
  }

  /** Makes it as new; nobody reads it any more. */
  void reset() {
    putRelease(KIND, FREE);
    publish(HEADER);
    next = null;
  }
}
