package dev.jinx.bootstrap;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Where all threads take their chunks from: lock-free, and without allocation once a chunk was
 * there. Only an exhausted pool makes a gap. They lie on the heap, or in the ring file.
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
  private final @Nullable RingFile file = RingFile.current();

  // The scribe's: chunks that it has read, and whose events are not in the log yet.
  private @Nullable Chunk retired;

  /** Sets how much all rings together may take, in bytes; before the first hit. */
  public static void limit(long wanted) {
    bytes = wanted;
  }

  ChunkPool() {
    long room = file == null ? bytes / Chunk.BYTES : file.most();
    int size = (int) Math.max(4, Math.min(1 << 20, room));
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
    return made.get() < chunks.length() ? make() : null;
  }

  private @Nullable Chunk make() {
    if (file != null) {
      return next(file);
    }
    // Made before it is counted: where memory is out, the pool stays as large as it is.
    Chunk chunk;
    try {
      chunk = new HeapChunk();
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
    return made(chunk, index);
  }

  /** The file's next chunk, where there is one already. */
  private @Nullable Chunk next(RingFile from) {
    int index = made.get();
    Chunk chunk = from.chunk(index);
    while (chunk != null && !made.compareAndSet(index, index + 1)) {
      index = made.get();
      chunk = index < chunks.length() ? from.chunk(index) : null;
    }
    return chunk == null ? null : made(chunk, index);
  }

  private Chunk made(Chunk chunk, int index) {
    chunk.index = index;
    chunks.set(index, chunk);
    taken.incrementAndGet();
    return chunk;
  }

  /** How many chunks were ever taken. */
  int made() {
    return made.get();
  }

  /** Gives a chunk back once {@link #release} says so. For the scribe. */
  void retire(Chunk chunk) {
    chunk.retired = retired;
    retired = chunk;
  }

  /** Gives back what was retired: its events are in the log. For the scribe. */
  void release() {
    for (Chunk chunk = retired; chunk != null; ) {
      Chunk older = chunk.retired;
      chunk.retired = null;
      give(chunk);
      chunk = older;
    }
    retired = null;
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
