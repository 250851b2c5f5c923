package dev.jinx.bootstrap;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a ring file, of which there are more ahead of need. A part is filled with zeros
 * before it is mapped, by a thread of the agent: a store into a page that a full file system cannot
 * provide would fail on the application's thread.
 */
final class RingGrowth {
  /** How many chunks are made at once, and the fewest of a file. */
  static final int CHUNKS_OF_STEP = 64;

  private static final int ZEROS = 256 * 1024;

  /** So few unused chunks left, and more are made. */
  private static final int FEW = CHUNKS_OF_STEP / 2;

  /** How long a file system that is full is left in peace. */
  private static final long REST_NANOS = 1_000_000_000L;

  private final String name;
  private final RandomAccessFile file;
  private final int most;
  private final Chunk[] chunks;

  // Whatever is mapped stays so: threads may write to it until the process ends.
  private final List<MappedByteBuffer> mapped = new ArrayList<>();
  private volatile int ready;
  private volatile @Nullable Thread grower;
  private volatile @Nullable String problem;

  /**
   * Makes the first chunks.
   *
   * @param name of the file, for people
   * @param file empty, and never closed
   * @param most how many chunks there can be
   */
  RingGrowth(String name, RandomAccessFile file, int most) throws IOException {
    this.name = name;
    this.file = file;
    this.most = most;
    this.chunks = new Chunk[most];
    extend();
    if (Runtime.version().feature() >= 21 && ready < most) {
      // The tables of virtual threads take a whole step's when they are made.
      extend();
    }
  }

  /** The chunk in front of all others, which is none of the pool. */
  MappedChunk head() throws IOException {
    return new MappedChunk(map(0, Chunk.BYTES));
  }

  /** The chunk of that number; null where it is not there yet. */
  @Nullable Chunk chunk(int index) {
    int there = ready;
    if (there - index < FEW && there < most) {
      LockSupport.unpark(grower);
    }
    return index < there ? chunks[index] : null;
  }

  /** How many there can be. */
  int most() {
    return most;
  }

  /** Why it did not grow when it should have, or null. */
  @Nullable String problem() {
    return problem;
  }

  /** Starts the thread that makes more. */
  void start() {
    Thread thread =
        AgentThreads.create(
            "jinx-rings",
            new Runnable() {
              @Override
              public void run() {
                grow();
              }
            });
    grower = thread;
    thread.start();
  }

  private void grow() {
    while (ready < most) {
      LockSupport.park(this);
      // An interruption would keep it from parking.
      boolean ignored = Thread.interrupted();
      while (ready < most && ready - Tables.POOL.made() < CHUNKS_OF_STEP) {
        try {
          extend();
          problem = null;
        } catch (IOException | RuntimeException | OutOfMemoryError failed) {
          problem = name + " cannot grow: " + failed.getMessage();
          rest();
          // Tried again at the next hit that finds few.
          break;
        }
      }
    }
  }

  /** For a while no hit wakes this thread, as each that finds no room would. */
  private void rest() {
    Thread self = grower;
    grower = null;
    long end = System.nanoTime() + REST_NANOS;
    for (long left = REST_NANOS; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
      boolean ignored = Thread.interrupted();
    }
    grower = self;
  }

  private void extend() throws IOException {
    int from = ready;
    int count = Math.min(CHUNKS_OF_STEP, most - from);
    long address = map((from + 1L) * Chunk.BYTES, count * Chunk.BYTES);
    for (int i = 0; i < count; i++) {
      chunks[from + i] = new MappedChunk(address + (long) i * Chunk.BYTES);
    }
    ready = from + count;
  }

  /** Fills a part of the file and maps it. */
  private long map(long offset, int bytes) throws IOException {
    try {
      byte[] zeros = new byte[Math.min(ZEROS, bytes)];
      file.seek(offset);
      for (int done = 0; done < bytes; done += zeros.length) {
        // Not through the channel: an interruption would close it, and end the lock.
        file.write(zeros, 0, Math.min(zeros.length, bytes - done));
      }
    } catch (IOException full) {
      file.setLength(offset);
      throw full;
    }
    boolean interrupted = Thread.interrupted();
    try {
      MappedByteBuffer part = file.getChannel().map(FileChannel.MapMode.READ_WRITE, offset, bytes);
      mapped.add(part);
      return MappedChunk.address(part);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
