package dev.jinx.bootstrap;

import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/**
 * 64 KiB of records, on the heap or in a ring file. One thread writes, the scribe reads; a record
 * becomes visible by the one release store of the tail. What whoever reads the file of a dead JVM
 * has to know stands in the first words: whose it is, and how far it is filled.
 *
 * <p>Through the JDK's own Unsafe, which the agent opens to this package: one code for both kinds
 * of memory, and on every JDK as fast as an array (a buffer's checks were measured at up to twice
 * the time of a hit).
 */
final class Chunk {
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
  private static final int THREAD = 4;
  private static final int NAME = 5;

  private static final Unsafe UNSAFE = Unsafe.getUnsafe();
  private static final long LONGS = base("ARRAY_LONG_BASE_OFFSET");
  private static final long BYTES_OF_ARRAY = base("ARRAY_BYTE_BASE_OFFSET");

  /** Its place in the pool, which sets it once; -1 for one that is not of the pool. */
  int index = -1;

  /** Where the writer went on when this one was full. */
  volatile @Nullable Chunk next;

  /** For the pool: the chunk that the scribe was done with before this one. */
  @Nullable Chunk retired;

  private final long @Nullable [] heap;
  private final long start;
  private int tail = HEADER;

  private Chunk(long @Nullable [] heap, long start) {
    this.heap = heap;
    this.start = start;
  }

  /** By reflection, as it is an int in some JDKs and a long in others. */
  private static long base(String constant) {
    try {
      return Unsafe.class.getField(constant).getLong(null);
    } catch (ReflectiveOperationException otherJdk) {
      throw new ExceptionInInitializerError(otherJdk);
    }
  }

  static Chunk onHeap() {
    return new Chunk(new long[WORDS], LONGS);
  }

  /** One in memory that is never given back: zeros, and aligned to a word. */
  static Chunk at(long address) {
    return new Chunk(null, address);
  }

  long get(int word) {
    return UNSAFE.getLong(heap, at(word));
  }

  long getAcquire(int word) {
    return UNSAFE.getLongAcquire(heap, at(word));
  }

  void put(int word, long value) {
    UNSAFE.putLong(heap, at(word), value);
  }

  void putRelease(int word, long value) {
    UNSAFE.putLongRelease(heap, at(word), value);
  }

  private long at(int word) {
    return start + ((long) word << 3);
  }

  /** Bytes to words. */
  void putBytes(int word, byte[] from, int offset, int length) {
    UNSAFE.copyMemory(from, BYTES_OF_ARRAY + offset, heap, at(word), length);
  }

  void getBytes(int word, byte[] to, int offset, int length) {
    UNSAFE.copyMemory(heap, at(word), to, BYTES_OF_ARRAY + offset, length);
  }

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
    put(THREAD, thread == null ? 0 : ThreadTable.id(thread));
    for (int i = 0; i < length; i++) {
      UNSAFE.putChar(heap, at(NAME) + 2L * i, name.charAt(i));
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
