package dev.jinx.net;

import dev.jinx.bootstrap.Arm;
import org.jspecify.annotations.Nullable;

/** Bytes of one direction that go on together. Under the lock of their flow. */
final class Piece {
  /** How many bytes; 0 for the end of the stream, and where the connection breaks. */
  long size;

  /** The bytes, where they are with us. */
  final byte @Nullable [] data;

  int from;
  final boolean breaks;

  /** Whether a read gets nothing of the next one with it. */
  final boolean alone;

  private @Nullable Arm stalledBy;
  private @Nullable Arm delayedBy;
  private @Nullable Arm pacedBy;
  private final long delay;
  private long due;

  Piece(long size, byte @Nullable [] data, int from, boolean breaks, Exchange of, long due) {
    this.size = size;
    this.data = data;
    this.from = from;
    this.breaks = breaks;
    this.alone = of.slice > 0;
    this.stalledBy = of.stalledBy;
    this.delayedBy = of.delayedBy;
    this.pacedBy = of.throttledBy;
    this.delay = of.delay;
    this.due = due;
  }

  /** Nanoseconds until it may go on; 0 or less if it may, a long time while it is stalled. */
  long left(long now, @Nullable Arm hungBy) {
    if (hungBy != null && !hungBy.isEnded()) {
      return Flow.STALLED;
    }
    if (stalledBy != null) {
      if (!stalledBy.isEnded()) {
        return Flow.STALLED;
      }
      stalledBy = null;
      due = now + delay;
    }
    // Whoever heals does not want to wait for what was held up before.
    if (delayedBy != null && delayedBy.isEnded()) {
      delayedBy = null;
      due = now;
    }
    if (pacedBy != null && pacedBy.isEnded()) {
      pacedBy = null;
      due = now;
    }
    return due - now;
  }
}
