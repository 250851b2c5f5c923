package dev.jinx.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Writes one boot's events. {@link #append} gathers them in memory, {@link #commit} writes them
 * with one write and, at {@link Durability#FSYNC}, forces them; only then do readers of the {@link
 * Segments} see them.
 *
 * <p>A commit that fails leaves nothing half done: the events stay gathered, and the next commit
 * tries again. For one thread at a time; interrupting it does no harm.
 */
public final class SegmentWriter implements AutoCloseable {
  private static final long SMALLEST = 256L << 10;
  private static final long LARGEST = 64L << 20;

  private final Path directory;
  private final String node;
  private final long boot;
  private final Segments segments;
  private final boolean force;
  private final long retention;
  private final long segmentBytes;
  private final Pending pending;
  private long committed;
  private @Nullable SegmentFile current;

  private SegmentWriter(
      LogDirectory directory, long boot, Segments segments, Durability durability, long retention) {
    this.directory = directory.path();
    this.node = directory.node();
    this.boot = boot;
    this.segments = segments;
    this.force = durability == Durability.FSYNC;
    this.retention = retention;
    this.segmentBytes = Math.max(SMALLEST, Math.min(LARGEST, retention / 8));
    this.committed = segments.lastSeq(boot);
    this.pending = new Pending(committed);
  }

  /**
   * A writer of this process's boot. No file is made before the first commit.
   *
   * @param directory held by this process
   * @param segments of the same directory, opened to repair
   * @param durability what a committed event survives; not {@link Durability#MEMORY}
   * @param retention bytes that all segments together may take; the oldest are removed, but never
   *     the newest. A segment takes an eighth of it, from 256 KiB to 64 MiB
   */
  public static SegmentWriter open(
      LogDirectory directory, Segments segments, Durability durability, long retention) {
    return open(directory, directory.boot(), segments, durability, retention);
  }

  /**
   * A writer that goes on with a boot, for events of it that were not taken in when it ended: their
   * numbers go on behind {@link Segments#lastSeq}. To be closed before any other is opened.
   *
   * @param boot this process's boot, or one before it
   */
  public static SegmentWriter open(
      LogDirectory directory, long boot, Segments segments, Durability durability, long retention) {
    if (durability == Durability.MEMORY || retention < 0 || boot < 1 || boot > directory.boot()) {
      throw new IllegalArgumentException(
          "durability " + durability + ", retention " + retention + ", boot " + boot);
    }
    return new SegmentWriter(directory, boot, segments, durability, retention);
  }

  /**
   * Gathers an event for the next commit. Its JSON has to begin as all events do, with this node,
   * this boot and this number in it (see {@link EventKeys}).
   *
   * @param seq its number, above all before it; a jump shows as a hole to readers
   * @throws IllegalArgumentException if the number is not above, or the JSON is longer than 16 MiB
   */
  public void append(long seq, byte[] json, int offset, int length) {
    if (seq <= pending.last() || length < 2 || length > Line.LONGEST) {
      throw new IllegalArgumentException(
          "event " + seq + " of " + length + " bytes behind event " + pending.last());
    }
    pending.add(seq, json, offset, length);
  }

  /** Number of the last event that was gathered or written; 0 before the first. */
  public long appended() {
    return pending.last();
  }

  /** Number of the last event that is committed; 0 before the first. */
  public long committed() {
    return committed;
  }

  /** Bytes gathered and not committed yet. */
  public int pendingBytes() {
    return pending.size();
  }

  /** Forgets what is gathered and not committed; the next event may have any later number. */
  public void discard() {
    pending.clear(committed);
  }

  /**
   * Writes what was gathered. When it returns, the events survive what the durability says.
   *
   * @throws IOException if the disk does not take it; the file ends behind its last whole line, and
   *     what is not {@link #committed} stays gathered
   */
  public void commit() throws IOException {
    if (pending.isEmpty()) {
      return;
    }
    tidy();
    while (!pending.isEmpty()) {
      SegmentFile file = current;
      if (file == null || isFull(file)) {
        file = rotate();
      }
      int part = pending.part(Math.max(1, segmentBytes - file.end()));
      write(file, part);
      pending.drop(part);
    }
  }

  private void write(SegmentFile file, int part) throws IOException {
    Segment segment = file.segment;
    int indexed = segment.index.count();
    boolean written = false;
    try {
      // All that takes memory comes before: what is in the file has to be known to be there.
      Extent grown = pending.extend(segment.extent(), segment.index, part);
      file.write(pending.bytes(), pending.end(part));
      written = true;
      segment.publish(grown);
      committed = grown.last();
    } finally {
      if (!written) {
        segment.index.cut(indexed);
      }
    }
  }

  /** A segment holds at least one part, however long. */
  private boolean isFull(SegmentFile file) {
    return !file.segment.extent().isEmpty()
        && file.end() + pending.end(pending.part(1)) > segmentBytes;
  }

  /** What the last commit left because it failed. */
  private void tidy() throws IOException {
    SegmentFile file = current;
    if (file == null) {
      return;
    }
    file.clean();
    if (file.isSealed()) {
      file.close();
      current = null;
      if (file.segment.extent().isEmpty()) {
        segments.remove(file.segment);
        Files.deleteIfExists(file.segment.file);
      }
    }
  }

  private SegmentFile rotate() throws IOException {
    SegmentHeader header = new SegmentHeader(SegmentHeader.VERSION, node, boot, pending.first());
    SegmentFile next = SegmentFile.create(directory, header, force);
    SegmentFile previous = current;
    current = next;
    segments.add(next.segment);
    if (previous != null) {
      previous.close();
    }
    // Room for all that the new one will hold, so that the sum never exceeds the retention.
    segments.retain(retention - segmentBytes, next.segment);
    return next;
  }

  /** Ends writing. What is not committed is not written. */
  @Override
  public void close() throws IOException {
    SegmentFile file = current;
    current = null;
    if (file != null) {
      file.close();
    }
  }
}
