package com.acme.surge;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * Numbers in a mapped file, one for each (worker, place): how many calls have returned. A store is
 * the kernel's at once, so a killed process has told all that it had done; and it is never seen
 * before what the thread did first.
 */
final class Tally {
  /** Places of a worker, in the order in which it comes to them. */
  static final int PLAIN = 0;

  static final int NUMBERED = 1;
  static final int SOMETIMES = 2;
  static final int SWITCHED = 3;
  static final int GATE = 4;
  static final int LAST = 5;
  static final int PLACES = 8;
  static final int WORKERS = 64;

  private static final VarHandle LONGS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final ByteBuffer file;

  Tally(String path) throws IOException {
    try (RandomAccessFile opened = new RandomAccessFile(path, "rw")) {
      int bytes = WORKERS * PLACES * Long.BYTES;
      file = opened.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, bytes);
    }
  }

  void returned(int worker, int place, long times) {
    LONGS.setRelease(file, (worker * PLACES + place) * Long.BYTES, times);
  }
}
