package dev.jinx.net;

import dev.jinx.bootstrap.Arm;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/** One direction of a connection, while something of it is held back. Its lock is itself. */
abstract class Flow {
  /** So long at most is waited at once, in nanoseconds. */
  static final long LONGEST_WAIT = 1_000_000_000L;

  /** No time ends it: whatever does wakes who waits. */
  static final long STALLED = Long.MAX_VALUE;

  /** A throttled flow goes on so many times a second. */
  private static final int STEPS = 50;

  final Link link;

  /** Changed under the lock; whether there are any is asked by those who must not wait for it. */
  final ConcurrentLinkedDeque<Piece> pieces = new ConcurrentLinkedDeque<>();

  private final Map<Arm, long[]> used = new IdentityHashMap<>();
  private final Map<Arm, long[]> free = new IdentityHashMap<>();

  Flow(Link link) {
    this.link = link;
  }

  /**
   * Lays down when which part of something goes on.
   *
   * @param came when it came, which its delay counts from
   * @param data the bytes, or null where they stay with the kernel
   */
  final synchronized void plan(Exchange of, long bytes, long came, byte @Nullable [] data) {
    long most = bytes;
    boolean breaks = of.reset;
    if (of.limitedBy != null) {
      long[] passed = of(used, of.limitedBy, 0);
      most = Math.min(bytes, of.limit - passed[0]);
      passed[0] += most;
      breaks |= passed[0] >= of.limit;
    }
    if (of.reset) {
      most = 0;
    }
    long step = of.slice == 0 ? Math.max(most, 1) : of.slice;
    if (of.throttledBy != null) {
      step = Math.min(step, Math.max(1, of.bytesPerSecond / STEPS));
    }
    // Their order is that of the queue: what is due waits for what stands before it.
    long turn = came;
    Piece body = null;
    if (most > 0) {
      if (of.throttledBy != null) {
        long[] next = of(free, of.throttledBy, came);
        turn = Math.max(next[0], came);
        next[0] = turn + of.pace(most);
      }
      body = new Piece(most, step, data, false, of, came, turn);
    }
    Piece end = breaks || bytes == 0 ? new Piece(0, 1, null, breaks, of, came, turn) : null;
    boolean whole = false;
    try {
      if (body != null) {
        pieces.add(body);
      }
      if (end != null) {
        pieces.add(end);
      }
      whole = true;
    } finally {
      if (!whole && body != null) {
        // There was no memory for both: it is as if nothing had come.
        pieces.removeLastOccurrence(body);
      }
    }
  }

  /** Lays down that nothing goes on before what is said of a connection that was accepted. */
  final synchronized void pause(Exchange accepted) {
    pieces.add(new Piece(accepted));
  }

  private static long[] of(Map<Arm, long[]> map, Arm arm, long first) {
    long[] known = map.get(arm);
    if (known == null) {
      known = new long[] {first};
      map.put(arm, known);
    }
    return known;
  }

  /** Forgets how much passed under arms that have ended, and lets go what they held up. */
  final synchronized void forgetEnded() {
    forgetEnded(used);
    forgetEnded(free);
    Arm hungBy = link.hungBy();
    long now = System.nanoTime();
    for (Piece piece : pieces) {
      // What else delays it counts from now for all of them, not only for the first.
      piece.left(now, hungBy);
    }
  }

  private static void forgetEnded(Map<Arm, long[]> map) {
    for (Iterator<Arm> arms = map.keySet().iterator(); arms.hasNext(); ) {
      if (arms.next().isEnded()) {
        arms.remove();
      }
    }
  }

  /** Takes no lock. */
  final boolean isEmpty() {
    return pieces.isEmpty();
  }

  /** Nanoseconds until the first piece may go on. */
  final synchronized long left() {
    Piece first = pieces.peekFirst();
    return first == null ? 0 : first.left(System.nanoTime(), link.hungBy());
  }
}
