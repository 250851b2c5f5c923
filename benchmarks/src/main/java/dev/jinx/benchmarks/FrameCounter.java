package dev.jinx.benchmarks;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * Counts events in a stream of SSE frames, and what gaps say was lost. It looks at eight bytes at a
 * time for the ends of lines, so that the client of a benchmark is not what is measured.
 */
final class FrameCounter {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long NEWLINES = ONES * '\n';

  private final byte[] bytes;
  private final ByteBuffer buffer;
  private int lineStart;
  private int scanned;
  private boolean gap;
  private long events;
  private long lost;

  FrameCounter(int size) {
    bytes = new byte[size];
    buffer = ByteBuffer.wrap(bytes);
  }

  long events() {
    return events;
  }

  long lost() {
    return lost;
  }

  /** Reads once; false at the end of the stream. */
  boolean read(ReadableByteChannel from) throws IOException {
    int count = from.read(buffer);
    scan();
    if (lineStart > 0) {
      buffer.flip().position(lineStart);
      buffer.compact();
      scanned -= lineStart;
      lineStart = 0;
    }
    if (!buffer.hasRemaining()) {
      throw new IOException("a line longer than " + bytes.length);
    }
    return count >= 0;
  }

  private void scan() {
    int at = scanned;
    int end = buffer.position();
    while (at + 8 <= end) {
      long different = (long) LONGS.get(bytes, at) ^ NEWLINES;
      long found = (different - ONES) & ~different & HIGHS;
      if (found == 0) {
        at += 8;
      } else {
        at += Long.numberOfTrailingZeros(found) >>> 3;
        line(at++);
      }
    }
    for (; at < end; at++) {
      if (bytes[at] == '\n') {
        line(at);
      }
    }
    scanned = end;
  }

  private void line(int end) {
    int length = end - lineStart;
    // Heads of chunks are lines as well, in hexadecimal digits and shorter.
    if (length > 8) {
      byte first = bytes[lineStart];
      boolean data = first == 'd' && bytes[lineStart + 1] == 'a' && bytes[lineStart + 4] == ':';
      if (first == 'e' && bytes[lineStart + 1] == 'v') {
        gap = true;
      } else if (data && !gap) {
        events++;
      } else if (data) {
        lost += lost(new String(bytes, lineStart, length, StandardCharsets.UTF_8));
        gap = false;
      }
    }
    lineStart = end + 1;
  }

  private static long lost(String data) {
    int at = data.indexOf("\"lost\":") + 7;
    int end = at;
    while (end < data.length() && Character.isDigit(data.charAt(end))) {
      end++;
    }
    return end > at ? Long.parseLong(data.substring(at, end)) : 0;
  }
}
