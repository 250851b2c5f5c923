package dev.jinx.disk;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Reads batches out of segments. Remembers where batches ended, so that whoever reads on need not
 * look for the place; that is a help and nothing depends on it.
 */
final class BatchReader {
  private static final int REMEMBERED = 64;
  private static final int SLACK = 4096;
  private static final int LARGEST = 4 << 20;

  private final AtomicReferenceArray<Ended> ends = new AtomicReferenceArray<>(REMEMBERED);

  private record Ended(Segment segment, long seq, long offset) {}

  @Nullable Batch read(Segment[] segments, Position after, int maxBytes) throws IOException {
    for (Segment segment : segments) {
      if (segment.hasAfter(after)) {
        long seq = after.boot() == segment.boot() ? after.seq() : 0;
        Batch batch = read(segment, seq, Math.max(1, Math.min(maxBytes, LARGEST)));
        if (batch != null) {
          return batch;
        }
      }
    }
    return null;
  }

  /** Null if nothing is to be had: the file is gone, or is not what it was. */
  private @Nullable Batch read(Segment segment, long after, int maxBytes) throws IOException {
    Extent extent = segment.extent();
    int slot = (int) ((after + 31 * segment.boot()) & (REMEMBERED - 1));
    Ended ended = ends.get(slot);
    long from;
    long before;
    int wanted = maxBytes + SLACK;
    if (ended != null && ended.segment == segment && ended.seq == after) {
      from = ended.offset;
      before = after;
    } else {
      int entry = segment.index.floor(after + 1, extent.indexed());
      from = segment.index.offset(entry);
      before = segment.index.seq(entry) - 1;
      wanted += SparseIndex.STEP;
    }
    try (EventScan scan =
        new EventScan(
            SegmentScan.open(segment.file),
            segment.node,
            segment.boot(),
            from,
            extent.bytes(),
            before,
            wanted)) {
      do {
        if (!scan.next()) {
          return null;
        }
      } while (scan.seq() <= after);
      Batch batch = take(scan, segment, maxBytes);
      int next = (int) ((batch.lastSeq() + 31 * segment.boot()) & (REMEMBERED - 1));
      ends.set(next, new Ended(segment, batch.lastSeq(), batch.fileEnd));
      return batch;
    } catch (NoSuchFileException removed) {
      return null;
    }
  }

  private static Batch take(EventScan scan, Segment segment, int maxBytes) throws IOException {
    long first = scan.seq();
    byte[] bytes = new byte[Math.max(maxBytes, scan.length())];
    int[] ends = new int[64];
    int used = 0;
    int count = 0;
    long end;
    do {
      System.arraycopy(scan.bytes(), scan.start(), bytes, used, scan.length());
      used += scan.length();
      if (count == ends.length) {
        ends = Arrays.copyOf(ends, 2 * count);
      }
      ends[count++] = used;
      end = scan.passed();
    } while (scan.next() && scan.seq() == first + count && used + scan.length() <= bytes.length);
    return new Batch(segment.boot(), first, count, bytes, ends, end);
  }
}
