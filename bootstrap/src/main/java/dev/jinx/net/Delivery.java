package dev.jinx.net;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** How one piece goes out, once it is due; for the connection's writer. */
final class Delivery {
  private static final long MOST_SENDING = 10_000_000_000L;

  private final Outflow out;
  private final Link link;

  Delivery(Outflow out) {
    this.out = out;
    this.link = out.link;
  }

  /** Has it go on; whatever it is. */
  void go(Piece piece, OrphanWire wire) {
    try {
      if (piece.breaks) {
        awaitSent();
        link.breakOff(wire);
        out.lose();
      } else if (piece.data == null) {
        if (!piece.isPause && out.ending.isOfHalf()) {
          wire.shutdownOutput();
          link.wire.shutdownOutput();
        }
        gone(piece);
      } else {
        write(piece, piece.data, wire);
      }
    } catch (IOException dead) {
      // The connection is: what was to be sent is lost with it, and the application's next call
      // is told by the JDK.
      out.lose();
    }
  }

  /** The reset would throw away what passed before it; a peer that does not read ends that. */
  private void awaitSent() {
    long end = System.nanoTime() + MOST_SENDING;
    while (!SendQueue.isEmpty(link.local(), link.peer()) && end - System.nanoTime() > 0) {
      LockSupport.parkNanos(this, 5_000_000);
    }
  }

  private void write(Piece piece, byte[] data, OrphanWire wire) throws IOException {
    boolean first = true;
    for (int left = part(piece); left > 0; ) {
      int wrote = 0;
      if (wire.awaitRoom()) {
        wrote = first ? writeFirst(piece, data, left, wire) : wire.write(data, piece.from, left);
        first = false;
      }
      synchronized (out) {
        if (out.isEmpty()) {
          return;
        }
        piece.from += wrote;
        piece.took(wrote);
        out.went(wrote);
      }
      left -= wrote;
    }
    if (piece.size == 0) {
      gone(piece);
    }
  }

  private int part(Piece piece) {
    synchronized (out) {
      return (int) piece.part;
    }
  }

  /**
   * Not into the midst of a call that the JDK writes by itself: it began before this was taken. No
   * further one begins while something is held back.
   */
  private int writeFirst(Piece piece, byte[] data, int count, OrphanWire wire) throws IOException {
    ReentrantLock calls = link.wire.writeLock();
    if (calls == null) {
      return wire.write(data, piece.from, count);
    }
    calls.lock();
    try {
      // It may have taken long, and the connection be dead.
      return out.isEmpty() ? 0 : wire.write(data, piece.from, count);
    } finally {
      calls.unlock();
    }
  }

  private void gone(Piece piece) {
    synchronized (out) {
      out.pieces.remove(piece);
    }
    if (out.hasRoom()) {
      out.wakeSenders();
    }
  }
}
