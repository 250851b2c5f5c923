package dev.jinx.net;

import dev.jinx.bootstrap.AgentThreads;
import dev.jinx.bootstrap.Faults;
import java.io.FileDescriptor;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is held back of a connection when it is due, by a descriptor of its own and in a
 * thread that is there as long as there is something to write. Its lock is its flow's.
 */
final class Writer implements Runnable {
  private final Outflow out;
  private final Link link;
  private final Delivery delivery;
  private @Nullable OrphanWire own;
  private volatile @Nullable Thread thread;
  private @Nullable Object linger;

  Writer(Outflow out) {
    this.out = out;
    this.link = out.link;
    this.delivery = new Delivery(out);
  }

  /** Has a descriptor ready; whether there is one. Under the lock. */
  boolean open() {
    if (own == null) {
      try {
        FileDescriptor copy = link.wire.duplicate();
        own = copy == null ? null : new OrphanWire(copy);
      } catch (IOException none) {
        // The process may have as many as it is allowed to.
        Faults.count("holding bytes back", none);
      }
    }
    return own != null;
  }

  /** Has a thread write; where none can be had, nothing is left behind of it. Under the lock. */
  void start() {
    if (thread != null) {
      return;
    }
    try {
      Thread started = AgentThreads.create("jinx-net-writer-" + link.number(), this);
      started.start();
      thread = started;
    } finally {
      if (thread == null) {
        OrphanWire unused = own;
        own = null;
        close(unused);
      }
    }
  }

  /**
   * How closing the last descriptor is to go about what the kernel has not sent; under the lock.
   */
  void lingerAtLast(@Nullable Object seconds) {
    linger = seconds;
  }

  /** Whoever has only an end to hold back needs no thread until it is due. */
  void startWhenDue() {
    long left;
    synchronized (out) {
      left = out.left();
      if (thread != null) {
        // It waits for that itself.
        left = 0;
      } else if (own != null && left <= 0 && !out.isEmpty()) {
        boolean started = false;
        try {
          start();
          started = true;
        } finally {
          if (!started) {
            // The connection has ended with its descriptor.
            out.clear();
          }
        }
      }
    }
    if (left > 0 && left < Flow.STALLED) {
      link.wakeIn(left);
    }
    unpark();
  }

  /** By the connection's writer: what is due, until nothing has been held back for a while. */
  @Override
  public void run() {
    try {
      while (hasMore()) {
        OrphanWire wire = wire();
        Piece piece = out.pieces.peekFirst();
        if (wire == null || piece == null) {
          continue;
        }
        long left = out.left();
        if (left == Flow.STALLED && rests()) {
          return;
        }
        if (left > 0) {
          LockSupport.parkNanos(this, Math.min(left, Flow.LONGEST_WAIT));
        } else if (!piece.breaks && out.isPassing()) {
          LockSupport.parkNanos(this, Flow.LONGEST_WAIT);
        } else {
          delivery.go(piece, wire);
        }
      }
    } catch (Throwable fault) {
      Faults.count("writing what was held back", fault);
      fail();
    } finally {
      Network.letGo(link);
    }
  }

  /**
   * Nobody knows how long a cut lasts, and how many connections are closed meanwhile: none of those
   * keeps a thread. {@link Outflow#wake} begins another one.
   */
  private boolean rests() {
    synchronized (out) {
      if (!out.ending.isClose() || out.left() != Flow.STALLED) {
        return false;
      }
      thread = null;
      return true;
    }
  }

  /** A stream with a hole in it would be worse than none: both sides are told that it broke. */
  private void fail() {
    OrphanWire done = wire();
    try {
      if (done != null) {
        link.breakOff(done);
      }
    } catch (Throwable dead) {
      Faults.count("breaking a connection", dead);
    } finally {
      // Only now: from here on another writer may be begun.
      synchronized (out) {
        out.clear();
        own = null;
        thread = null;
        linger = null;
      }
      close(done);
      out.wakeSenders();
    }
  }

  private @Nullable OrphanWire wire() {
    synchronized (out) {
      return own;
    }
  }

  /**
   * Whether there is more to write. If not, the descriptor is closed at once; the thread waits for
   * a while, since who holds one message back holds back the next one as well.
   */
  private boolean hasMore() {
    OrphanWire done;
    synchronized (out) {
      if (!out.isEmpty()) {
        return true;
      }
      done = own;
      own = null;
      if (done != null && linger != null) {
        linger(done, linger);
        linger = null;
      }
    }
    close(done);
    long end = System.nanoTime() + Flow.LONGEST_WAIT;
    long left = Flow.LONGEST_WAIT;
    while (out.isEmpty() && left > 0 && link.wire.isOpen()) {
      LockSupport.parkNanos(this, left);
      left = end - System.nanoTime();
    }
    synchronized (out) {
      if (out.isEmpty()) {
        thread = null;
        return false;
      }
      return true;
    }
  }

  private static void linger(OrphanWire wire, Object seconds) {
    try {
      wire.linger(seconds);
    } catch (IOException gone) {
      // The connection is: there is nothing to linger for.
      Faults.count("closing what was held back", gone);
    }
  }

  private static void close(@Nullable OrphanWire wire) {
    if (wire != null) {
      try {
        wire.close();
      } catch (IOException gone) {
        Faults.count("closing what was held back", gone);
      }
    }
  }

  void unpark() {
    Thread running = thread;
    if (running != null) {
      LockSupport.unpark(running);
    }
  }
}
