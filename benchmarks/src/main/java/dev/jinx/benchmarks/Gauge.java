package dev.jinx.benchmarks;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A few numbers that one process counts and others watch, in a mapped file. */
final class Gauge {
  static final int EVENTS = 0;
  static final int LOST = 1;
  static final int CONNECTED = 2;
  private static final int WORDS = 512;

  private final LongBuffer words;

  Gauge(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      words =
          channel
              .map(FileChannel.MapMode.READ_WRITE, 0, WORDS * 8L)
              .order(ByteOrder.nativeOrder())
              .asLongBuffer();
    }
  }

  // Words lie on cache lines of their own. A call between two looks is fence enough here: the
  // compiler does not keep what lies in a mapped buffer in registers over a park.
  long get(int word) {
    java.lang.invoke.VarHandle.fullFence();
    return words.get(word * 8);
  }

  void set(int word, long value) {
    words.put(word * 8, value);
  }

  /** Waits until a number is that great. */
  void await(int word, long value, long seconds) throws IOException {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    while (get(word) < value) {
      if (System.nanoTime() > end) {
        throw new IOException("after " + seconds + " s " + get(word) + " of " + value);
      }
      java.util.concurrent.locks.LockSupport.parkNanos(50_000);
    }
  }
}
