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

  private final Holds holds;
  private boolean stalled;
  private @Nullable Arm pacedBy;

  /** When it came, or when what stalled it ended. */
  private long since;

  /** When its turn is in a throttled flow. */
  private final long turn;

  /** Something without bytes, which came just now. */
  Piece(Exchange of) {
    this(0, null, 0, false, of, System.nanoTime(), 0);
    this.pacedBy = null;
  }

  Piece(
      long size,
      byte @Nullable [] data,
      int from,
      boolean breaks,
      Exchange of,
      long came,
      long turn) {
    this.size = size;
    this.data = data;
    this.from = from;
    this.breaks = breaks;
    this.alone = of.slice > 0;
    this.holds = of.holds;
    this.stalled = !of.holds.stalls().isEmpty();
    this.pacedBy = of.throttledBy;
    this.since = came;
    this.turn = turn;
  }

  /** Nanoseconds until it may go on; 0 or less if it may, {@link Flow#STALLED} while stalled. */
  long left(long now, @Nullable Arm hungBy) {
    if (hungBy != null && !hungBy.isEnded()) {
      return Flow.STALLED;
    }
    if (stalled) {
      if (holds.isStalled()) {
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
    return from + holds.delay() - now;
  }
}
