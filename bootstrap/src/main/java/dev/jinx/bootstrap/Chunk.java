package dev.jinx.bootstrap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * 64 KiB of records. One thread writes, the scribe reads; a record becomes visible by the one
 * release store of the tail.
 */
final class Chunk {
  static final int WORDS = 8 * 1024;

  private static final VarHandle TAIL;

  static {
    try {
      TAIL = MethodHandles.lookup().findVarHandle(Chunk.class, "tail", int.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  /** Its place in the pool, which sets it once. */
  int index;

  final long[] words = new long[WORDS];

  /** Where the writer went on when this one was full. */
  volatile @Nullable Chunk next;

  private int tail;

  /** Words published; for the writer. */
  int tail() {
    return tail;
  }

  void publish(int newTail) {
    TAIL.setRelease(this, newTail);
  }

  /** Words published; for the scribe. */
  int published() {
    return (int) TAIL.getAcquire(this);
  }

  void reset() {
    tail = 0;
    next = null;
  }
}
