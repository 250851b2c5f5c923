package dev.jinx.net;

import dev.jinx.bootstrap.Arm;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of one direction that came or were taken together. They go on in parts. Under the lock of
 * their flow.
 */
final class Piece {
  /** How many bytes are left; 0 for the end of the stream, and where the connection breaks. */
  long size;

  /** How many of them go on together now. */
  long part;

  /** The bytes, where they are with us. */
  final byte @Nullable [] data;

  int from;
  final boolean breaks;

  /** Whether it is nothing by itself: only what comes after it waits. */
  final boolean isPause;

  private final Exchange of;
  private final long step;
  private boolean stalled;
  private @Nullable Arm pacedBy;

  /** When it came, or when what stalled it ended. */
  private long since;

  /** When the turn of this part is in a throttled flow. */
  private long turn;

  /** Something without bytes, which came just now. */
  Piece(Exchange of) {
    this(0, 1, null, false, of, System.nanoTime(), 0);
    this.pacedBy = null;
  }

  /**
   * @param step how many bytes go on together at most
   * @param free when a throttled flow has room for the first of them to begin
   */
  Piece(
      long size,
      long step,
      byte @Nullable [] data,
      boolean breaks,
      Exchange of,
      long came,
      long free) {
    this.size = size;
    this.step = step;
    this.data = data;
    this.breaks = breaks;
    this.isPause = of.op == Op.ACCEPT;
    this.of = of;
    this.stalled = !of.holds.stalls().isEmpty();
    this.pacedBy = of.throttledBy;
    this.since = came;
    this.turn = free;
    begin();
  }

  /** The next part. */
  private void begin() {
    part = Math.min(step, size);
    turn += pacedBy == null ? 0 : of.pace(part);
  }

  /** So many bytes of this part went. */
  void took(long bytes) {
    size -= bytes;
    part -= bytes;
    if (part == 0) {
      begin();
    }
  }

  /** Whether a read gets nothing of what comes after this part with it. */
  boolean isAlone() {
    return of.slice > 0 || part < size;
  }

  /** Nanoseconds until its part may go on; 0 or less if it may, {@link Flow#STALLED} if stalled. */
  long left(long now, @Nullable Arm hungBy) {
    if (hungBy != null && !hungBy.isEnded()) {
      return Flow.STALLED;
    }
    if (stalled) {
      if (of.holds.isStalled()) {
        return Flow.STALLED;
      }
      stalled = false;
      since = now;
    }
    // Whoever heals does not want to wait for what was held up before.
    if (pacedBy != null && pacedBy.isEnded()) {
      pacedBy = null;
    }
    long from = pacedBy != null && turn - since > 0 ? turn : since;
    return from + of.holds.delay() - now;
  }
}
