package dev.jinx.bootstrap;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Where all threads take their chunks from: lock-free, and without allocation once a chunk was
 * there. Only an exhausted pool makes a gap.
 */
public final class ChunkPool {
  /** The rings lie in the application's heap: of a small one they take a small part. */
  private static volatile long bytes = Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 8);

  private static final long INDEX = 0xFFFF_FFFFL;

  private final AtomicReferenceArray<Chunk> chunks;
  private final AtomicIntegerArray below;
  // A stack of free chunks: the top's index plus 1 in the low half, in the high half a version
  // against a chunk that went and came back between a look and its exchange.
  private final AtomicLong top = new AtomicLong();
  private final AtomicInteger made = new AtomicInteger();
  private final AtomicInteger taken = new AtomicInteger();

  /** Sets how much all rings together may take, in bytes; before the first hit. */
  public static void limit(long wanted) {
    bytes = wanted;
  }

  ChunkPool() {
    int size = (int) Math.max(4, Math.min(1 << 20, bytes / (Chunk.WORDS * 8L)));
    chunks = new AtomicReferenceArray<>(size);
    below = new AtomicIntegerArray(size);
  }

  /** A chunk to write to, or null where all are taken. */
  @Nullable Chunk take() {
    for (long old = top.get(); (old & INDEX) != 0; old = top.get()) {
      int index = (int) (old & INDEX) - 1;
      if (top.compareAndSet(old, next(old) | below.get(index))) {
        taken.incrementAndGet();
        return chunks.get(index);
      }
    }
    if (made.get() >= chunks.length()) {
      return null;
    }
    // Made before it is counted: where memory is out, the pool stays as large as it is.
    Chunk chunk;
    try {
      chunk = new Chunk();
    } catch (OutOfMemoryError none) {
      // As if all were taken: the hit is counted as dropped, and a gap tells of it.
      return null;
    }
    int index = made.get();
    while (index < chunks.length() && !made.compareAndSet(index, index + 1)) {
      index = made.get();
    }
    if (index >= chunks.length()) {
      return null;
    }
    chunk.index = index;
    chunks.set(index, chunk);
    taken.incrementAndGet();
    return chunk;
  }

  void give(Chunk chunk) {
    chunk.reset();
    taken.decrementAndGet();
    long old;
    do {
      old = top.get();
      below.set(chunk.index, (int) (old & INDEX));
    } while (!top.compareAndSet(old, next(old) | (chunk.index + 1)));
  }

  /** Whether more than half of the chunks are taken, so that drained ones should come back now. */
  boolean isScarce() {
    return taken.get() > chunks.length() / 2;
  }

  private static long next(long old) {
    return ((old >>> 32) + 1) << 32;
  }
}
