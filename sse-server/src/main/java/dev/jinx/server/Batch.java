package dev.jinx.server;

import dev.jinx.bootstrap.Phase;
import dev.jinx.log.Filter;
import dev.jinx.log.LogReader;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Frames gathered for one write. Each writing thread has one and uses it for all its streams, so
 * that a stream needs no buffer of its own. Off the heap, where the JDK would copy to otherwise.
 *
 * <p>Remembers which events it holds: of a thousand readers at the same place the first pays for
 * the copying.
 */
final class Batch {
  private static final int BYTES = 64 * 1024;

  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BYTES);
  private long[] seqs = new long[256];
  private int[] ends = new int[256];
  private int count;
  private long sent;
  private boolean endsInGap;

  // The unfiltered range that the buffer holds, if any, and whether in chunks.
  private boolean shared;
  private boolean chunked;
  private long boot;
  private long after;
  private long upTo;

  /**
   * Gathers what a reader is to be sent next, and moves it past that.
   *
   * @param inChunks whether each frame is to be a chunk of HTTP
   * @param strict whether to go no further than the first gap that was logged
   * @return whole frames, or null if there is nothing more to send, or a gap to tell first
   */
  @Nullable ByteBuffer fill(LogReader reader, Filter filter, boolean inChunks, boolean strict) {
    boolean all = filter.isAll() && !strict;
    endsInGap = false;
    if (all && shared && isHere(reader) && chunked == inChunks) {
      reader.moveTo(upTo);
      sent = upTo;
      return buffer.rewind();
    }
    shared = false;
    chunked = inChunks;
    count = 0;
    buffer.clear();
    after = reader.position();
    boot = reader.boot();
    while (true) {
      long before = reader.position();
      if (!reader.next()) {
        break;
      }
      if (!all && !filter.matches(reader.injection(), reader.phase())) {
        continue;
      }
      int length = reader.frameLength();
      if (length + Chunks.MOST_OVERHEAD > buffer.remaining()) {
        if (count == 0) {
          ByteBuffer large = inChunks ? Chunks.of(reader.frame()) : reader.frame();
          add(reader.position(), large.remaining());
          endsInGap = strict && reader.phase() == Phase.GAP;
          return large;
        }
        reader.moveTo(before);
        break;
      }
      copy(reader, length);
      add(reader.position(), buffer.position());
      if (strict && reader.phase() == Phase.GAP) {
        endsInGap = true;
        break;
      }
    }
    if (count == 0) {
      return null;
    }
    shared = all;
    upTo = reader.position();
    return buffer.flip();
  }

  /**
   * After a write that took only part of what {@link #fill} returned: puts the reader back to the
   * frame that was cut.
   *
   * @return the rest of that frame, null if the cut fell between two
   */
  @Nullable ByteBuffer cut(LogReader reader, ByteBuffer frames) {
    int written = frames.position();
    if (written == 0) {
      reader.moveTo(seqs[0] - 1);
      sent = -1;
      return null;
    }
    int index = Arrays.binarySearch(ends, 0, count, written);
    if (index >= 0) {
      reader.moveTo(seqs[index + 1] - 1);
      sent = seqs[index];
      return null;
    }
    index = -index - 1;
    byte[] rest = new byte[ends[index] - written];
    frames.get(rest);
    reader.moveTo(seqs[index]);
    sent = seqs[index];
    return ByteBuffer.wrap(rest);
  }

  /**
   * The last event that the client has, or has begun to get, after {@link #fill} and its write, or
   * after {@link #cut}; -1 if none of these. The reader may have gone further.
   */
  long sent() {
    return sent;
  }

  /** Whether what {@link #fill} returned last ends with a gap; of strict readers only. */
  boolean endsInGap() {
    return endsInGap;
  }

  private boolean isHere(LogReader reader) {
    return reader.position() == after && reader.boot() == boot;
  }

  private void copy(LogReader reader, int length) {
    if (chunked) {
      Chunks.open(buffer, length);
    }
    reader.copyFrame(buffer);
    if (chunked) {
      Chunks.close(buffer);
    }
  }

  private void add(long seq, int end) {
    if (count == seqs.length) {
      seqs = Arrays.copyOf(seqs, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
    }
    sent = seq;
    seqs[count] = seq;
    ends[count] = end;
    count++;
  }
}
