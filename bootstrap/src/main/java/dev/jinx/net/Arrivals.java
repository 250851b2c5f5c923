package dev.jinx.net;

import java.io.FileDescriptor;
import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the bytes that have come: how many are with the kernel, which of them points
 * were asked about, and when the others came. Its lock is its flow's.
 */
final class Arrivals {
  private final Inflow in;
  private final Link link;

  /** What came while others were waited for: how much, when, and in which generation. */
  private final ConcurrentLinkedDeque<long[]> stamps = new ConcurrentLinkedDeque<>();

  /** Bytes with the kernel that stamps and pieces tell of. */
  private long counted;

  /** Whether a native read is under way, during which nothing can be counted. */
  private boolean reading;

  /** Raised whenever all that was noted is forgotten: who is in the midst of noting sees it. */
  private int generation;

  Arrivals(Inflow in) {
    this.in = in;
    this.link = in.link;
  }

  /** Whether nothing is noted that points were not asked about. Takes no lock. */
  boolean isEmpty() {
    return stamps.isEmpty();
  }

  /** Bytes that are not among those that may be read. */
  long beyond(long ready) {
    synchronized (in) {
      return Math.max(0, counted - ready);
    }
  }

  /** Asks the points about what has come since the last look. */
  void look(FileDescriptor fd) throws Throwable {
    if (in.forgetUnwatched()) {
      return;
    }
    try {
      for (long[] stamp = nextStamp(); stamp != null; stamp = nextStamp()) {
        note(stamp[0], stamp[1], (int) stamp[2]);
      }
      if (!Jdk.poll(fd, Jdk.POLLIN, 0)) {
        return;
      }
      long fresh;
      boolean end;
      int since;
      synchronized (in) {
        // Here, too: who ends the last point either is seen, or waits and clears after us.
        if (in.forgetUnwatched()) {
          return;
        }
        since = generation;
        fresh = fresh(fd);
        end = fresh == 0 && counted == 0 && in.pieces.isEmpty() && !reading;
      }
      if (fresh > 0) {
        note(fresh, System.nanoTime(), since);
      } else if (end && link.isTouched(Op.READ)) {
        if (plan(link.touch(Op.READ, 0), 0, System.nanoTime(), since)) {
          in.forget();
        }
      }
    } catch (IOException closed) {
      if (link.wire.isOpen()) {
        throw closed;
      }
    }
  }

  /** Counts bytes that nothing tells of; under the lock. */
  private long fresh(FileDescriptor fd) throws IOException {
    if (reading) {
      return 0;
    }
    long fresh = Math.max(0, Jdk.available(fd) - counted);
    counted += fresh;
    return fresh;
  }

  private void note(long bytes, long came, int since) throws Throwable {
    boolean planned = false;
    boolean late;
    try {
      late = plan(link.touch(Op.READ, bytes), bytes, came, since);
      planned = true;
    } finally {
      if (!planned) {
        uncount(bytes, since);
      }
    }
    if (late) {
      in.forget();
    }
  }

  /** An action threw: they have not come yet. */
  private void uncount(long bytes, int since) {
    synchronized (in) {
      if (since == generation) {
        counted -= bytes;
      }
    }
  }

  /**
   * What was counted before all was forgotten is counted anew: it may have been read by now. Only
   * what has been the only hit of a point, which may be gone because of that, is obeyed still.
   *
   * @return whether that is late
   */
  private boolean plan(Exchange exchange, long bytes, long came, int since) {
    synchronized (in) {
      boolean late = false;
      if (since != generation) {
        late = new Piece(exchange).left(System.nanoTime(), null) > 0;
        if (!late && !exchange.reset) {
          return false;
        }
        counted += bytes;
      }
      in.plan(exchange, bytes, came, null);
      return late;
    }
  }

  /** Notes what came since the last look, to ask the points about it later; under the lock. */
  void stamp(FileDescriptor fd) throws IOException {
    long fresh = fresh(fd);
    if (fresh > 0) {
      stamps.add(new long[] {fresh, System.nanoTime(), generation});
    }
  }

  private long @Nullable [] nextStamp() {
    synchronized (in) {
      return stamps.pollFirst();
    }
  }

  /** A native read begins; under the lock. */
  void beginRead() {
    reading = true;
  }

  /** It has ended, with so many bytes; under the lock. */
  void endRead(long bytes) {
    reading = false;
    took(bytes);
  }

  private void took(long bytes) {
    long left = bytes;
    counted = Math.max(0, counted - bytes);
    while (left > 0 && !in.pieces.isEmpty()) {
      Piece first = in.pieces.peekFirst();
      long part = Math.min(left, first.part);
      first.took(part);
      left -= part;
      if (first.size == 0) {
        in.pieces.removeFirst();
      }
    }
  }

  /** Forgets all that was noted; under the lock. */
  void clear() {
    in.pieces.clear();
    stamps.clear();
    counted = 0;
    generation++;
  }
}
