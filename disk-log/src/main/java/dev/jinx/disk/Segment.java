package dev.jinx.disk;

import java.nio.file.Path;

/** One file of the log, as far as it is readable. Written by one thread, read by many. */
final class Segment {
  final SegmentName name;
  final Path file;
  final String node;
  final SparseIndex index;

  /** Whether bytes behind the last event were found that are no events, and left where they are. */
  final boolean damagedEnd;

  private volatile Extent extent;
  private final long surplus;
  private boolean complained;

  /**
   * @param surplus bytes of the file behind the last event
   * @param damagedEnd whether those were events once
   */
  Segment(
      SegmentName name,
      Path file,
      String node,
      SparseIndex index,
      Extent extent,
      long surplus,
      boolean damagedEnd) {
    this.name = name;
    this.file = file;
    this.node = node;
    this.index = index;
    this.extent = extent;
    this.surplus = surplus;
    this.damagedEnd = damagedEnd;
  }

  Extent extent() {
    return extent;
  }

  void publish(Extent grown) {
    extent = grown;
  }

  long boot() {
    return name.boot();
  }

  /** Size of the file. */
  long bytes() {
    return extent.bytes() + surplus;
  }

  /** Whether to tell that it cannot be removed: once. */
  boolean complain() {
    boolean first = !complained;
    complained = true;
    return first;
  }

  /** The last number that is known to have been given out when this was the newest file. */
  long lastSeq() {
    Extent now = extent;
    return now.isEmpty() ? name.first() - 1 : now.last();
  }

  /** Whether any of its events lies behind a position. */
  boolean hasAfter(Position after) {
    Extent now = extent;
    return !now.isEmpty() && new Position(boot(), now.last()).compareTo(after) > 0;
  }
}
