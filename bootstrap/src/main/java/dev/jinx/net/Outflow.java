package dev.jinx.net;

import dev.jinx.bootstrap.AgentThreads;
import dev.jinx.bootstrap.Faults;
import java.io.FileDescriptor;
import java.io.IOException;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What goes out. While points hold something back, writes are taken into a queue, as the kernel's
 * buffer takes them when the network does not, until it holds as much as that buffer would; a
 * thread of the agent writes what is due, in order. So a sender is held only as TCP would hold it.
 */
final class Outflow extends Flow implements Runnable {
  /** Answers of {@link #offer}: the JDK shall write by itself; nothing may be written now. */
  static final int GO_ON = -100;

  static final int NOT_NOW = 0;

  /** Where the size of the kernel's buffer is not known. */
  private static final int USUAL_ROOM = 256 * 1024;

  private long held;
  private int room;
  private volatile @Nullable Thread writer;
  private volatile boolean masked;
  private volatile @Nullable Wire after;
  private boolean finishing;

  Outflow(Link link) {
    super(link);
  }

  /** Whether selectors are not to ask whether there is room. */
  boolean isMasked() {
    return masked;
  }

  /** Bytes that are held back. */
  synchronized long held() {
    return held;
  }

  /** What a caller wants to write. */
  interface Source {
    int remaining();

    /** Takes that many bytes of it. */
    byte[] take(int count);
  }

  /**
   * Takes what is to be written, if points want it.
   *
   * @param waits whether the caller wants to wait for room
   * @param patient whether interrupts are kept for later; else they end waiting with {@link #GO_ON}
   * @return how many bytes were taken, {@link #NOT_NOW}, or {@link #GO_ON}
   */
  int offer(Source source, boolean waits, boolean patient) throws Throwable {
    boolean interrupted = false;
    try {
      while (true) {
        int wanted = source.remaining();
        if (wanted == 0 || !link.wire.isOpen()) {
          return GO_ON;
        }
        boolean before = !isEmpty();
        if (!before && !link.isTouched(Op.WRITE)) {
          return GO_ON;
        }
        long space = room() - held();
        if (space > 0) {
          int taken = (int) Math.min(wanted, space);
          Exchange exchange = link.touch(Op.WRITE, taken);
          if (exchange.passes() && isEmpty()) {
            return GO_ON;
          }
          if (exchange.reset) {
            link.breakOff();
            throw new SocketException("Connection reset by peer");
          }
          enqueue(exchange, source.take(taken));
          return taken;
        }
        if (!waits) {
          mask();
          return NOT_NOW;
        }
        link.holders.park(STALLED);
        if (Thread.currentThread().isInterrupted()) {
          if (!patient) {
            return GO_ON;
          }
          interrupted |= Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private int room() throws IOException {
    if (room == 0) {
      FileDescriptor fd = link.wire.fd();
      Object size = fd == null ? null : Jdk.get(fd, StandardSocketOptions.SO_SNDBUF);
      room = size instanceof Integer ? Math.max(4096, (Integer) size) : USUAL_ROOM;
    }
    return room;
  }

  private void enqueue(Exchange exchange, byte[] bytes) {
    synchronized (this) {
      held += bytes.length;
    }
    plan(exchange, bytes.length, System.nanoTime(), bytes);
    startWriter();
  }

  /**
   * The sending half ends once all before it has gone.
   *
   * @return whether it ends later, so that the JDK is not to do it now
   */
  boolean finish() throws Throwable {
    Exchange exchange = link.touch(Op.CLOSE, 0);
    if (exchange.passes() && isEmpty() || finishing) {
      return finishing;
    }
    finishing = true;
    plan(exchange, 0, System.nanoTime(), null);
    startWriter();
    return true;
  }

  /**
   * The application closes the connection while something is held back: it lives on without the
   * application until all of it has gone, as a connection does whose bytes are with the kernel.
   */
  void outlive() throws Throwable {
    Exchange exchange = link.touch(Op.CLOSE, 0);
    FileDescriptor fd = link.wire.fd();
    if (exchange.passes() && isEmpty() || fd == null || !fd.valid() || after != null) {
      return;
    }
    FileDescriptor copy = Jdk.duplicate(fd);
    // Else the JDK would end the sending half now; the last descriptor's close ends it later.
    Jdk.set(fd, StandardSocketOptions.SO_LINGER, 0);
    after = new OrphanWire(copy);
    plan(exchange, 0, System.nanoTime(), null);
    startWriter();
  }

  private synchronized void startWriter() {
    if (writer == null) {
      Thread started = AgentThreads.create("jinx-net-writer-" + link.number(), this);
      writer = started;
      Network.hold(link);
      started.start();
    }
  }

  /** By the connection's writer: what is due, until nothing is held back any more. */
  @Override
  public void run() {
    try {
      while (true) {
        Piece piece;
        synchronized (this) {
          piece = pieces.peekFirst();
          if (piece == null) {
            writer = null;
            return;
          }
        }
        Wire wire = after == null ? link.wire : after;
        if (after == null && !wire.isOpen()) {
          give(null);
          continue;
        }
        long left = left();
        if (left > 0) {
          LockSupport.parkNanos(this, Math.min(left, STALLED));
          continue;
        }
        go(piece, wire);
      }
    } catch (Throwable fault) {
      Faults.count("writing what was held back", fault);
      give(null);
      synchronized (this) {
        writer = null;
      }
    } finally {
      Wire orphan = after;
      if (orphan != null) {
        try {
          orphan.close();
        } catch (IOException gone) {
          // The peer has gone before: there is nobody left to tell.
          after = null;
        }
      }
      Network.letGo(link);
    }
  }

  private void go(Piece piece, Wire wire) {
    try {
      if (piece.breaks) {
        link.breakOff();
        give(null);
      } else if (piece.data == null) {
        if (finishing && after == null) {
          wire.shutdownOutput();
        }
        give(piece);
      } else {
        write(piece, wire);
      }
    } catch (IOException dead) {
      // The connection is: what was to be sent is lost with it, and the application's next call
      // is told by the JDK.
      give(null);
    }
  }

  private void write(Piece piece, Wire wire) throws IOException {
    byte[] data = piece.data;
    while (piece.size > 0 && data != null) {
      int wrote = wire.write(data, piece.from, (int) piece.size);
      synchronized (this) {
        piece.from += wrote;
        piece.size -= wrote;
        held -= wrote;
      }
      FileDescriptor fd = wire.fd();
      if (wrote == 0 && fd != null) {
        Jdk.poll(fd, Jdk.POLLOUT, 100);
        if (!wire.isOpen()) {
          throw new SocketException("Socket closed");
        }
      }
    }
    give(piece);
  }

  /** That piece has gone; or all, which are lost. */
  private void give(@Nullable Piece gone) {
    synchronized (this) {
      if (gone == null) {
        pieces.clear();
        held = 0;
      } else {
        pieces.remove(gone);
      }
    }
    wakeSenders();
  }

  private void mask() {
    if (!masked) {
      masked = true;
      link.wire.interestChanged();
    }
  }

  private void wakeSenders() {
    link.holders.wake();
    if (masked) {
      masked = false;
      link.wire.interestChanged();
    }
  }

  void wake() {
    Thread running = writer;
    if (running != null) {
      LockSupport.unpark(running);
    }
    wakeSenders();
  }
}
