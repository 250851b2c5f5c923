package dev.jinx.net;

import java.io.FileDescriptor;
import java.io.IOException;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/**
 * What comes in. Its bytes stay with the kernel until they are due; here is only noted how many of
 * them came together, and when they may be read.
 */
final class Inflow extends Flow implements Runnable {
  /** Answers of {@link #read}: the JDK shall do it by itself; nothing may be read now. */
  static final int GO_ON = -100;

  static final int NOT_NOW = -101;

  /** How long one look for bytes lasts on a thread that waits for them; then points are asked. */
  private static final int POLL_MILLIS = 100;

  /** While bytes are delayed, it is noted this often what came meanwhile, in nanoseconds. */
  private static final long SAMPLE_NANOS = 1_000_000;

  /** A native read of at most so many bytes. */
  interface Reader {
    int read(int most) throws IOException;
  }

  private long noted;
  private boolean ended;
  private boolean sampling;
  private volatile boolean masked;
  private volatile boolean decided;

  // What came while others were waited for: how much, and when.
  private final java.util.ArrayDeque<long[]> stamps = new java.util.ArrayDeque<>();
  private long stamped;

  Inflow(Link link) {
    super(link);
  }

  /** Whether selectors are not to ask for it. */
  boolean isMasked() {
    return masked;
  }

  /** Bytes that have come and may not be read yet, as far as somebody looked. */
  synchronized long held() {
    return Math.max(0, noted - ready(System.nanoTime()));
  }

  /** Whether the bytes that a call brings were decided upon; asking forgets it. */
  boolean takeDecided() {
    boolean was = decided;
    decided = false;
    return was;
  }

  /**
   * Reads what may be read.
   *
   * @param length how much the caller has room for
   * @param waits whether the caller wants to wait
   * @param polls whether it may wait for bytes here, in a native call
   * @param timeout milliseconds after which waiting ends with {@link #NOT_NOW}, or 0
   * @param patient whether interrupts are kept for later; else they end waiting with {@link #GO_ON}
   */
  int read(int length, boolean waits, boolean polls, long timeout, boolean patient, Reader reader)
      throws Throwable {
    long end = System.nanoTime() + timeout * 1_000_000L;
    boolean interrupted = false;
    try {
      while (true) {
        FileDescriptor fd = link.wire.fd();
        if (fd == null || !link.wire.isOpen() || length == 0) {
          return GO_ON;
        }
        look(fd);
        if (isEmpty()) {
          if (!waits || !polls || !link.isTouched(Op.READ)) {
            return GO_ON;
          }
          Jdk.poll(fd, Jdk.POLLIN, POLL_MILLIS);
          continue;
        }
        long left = left();
        if (left <= 0) {
          return take(length, reader);
        }
        if (!waits) {
          mask(left);
          return NOT_NOW;
        }
        if (timeout > 0) {
          left = Math.min(left, end - System.nanoTime());
          if (left <= 0) {
            return NOT_NOW;
          }
        }
        if (left < STALLED) {
          sample();
        }
        link.holders.park(Math.min(left, STALLED));
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

  /** Holds a thread that has its bytes already, because no point was there when it began. */
  void hold() throws Throwable {
    Exchange exchange = link.touch(Op.READ, 0);
    if (exchange.passes()) {
      return;
    }
    Piece piece = new Piece(0, null, 0, false, exchange, System.nanoTime() + exchange.delay);
    boolean interrupted = false;
    while (link.wire.isOpen()) {
      long left = piece.left(System.nanoTime(), link.hungBy());
      if (left <= 0) {
        break;
      }
      link.holders.park(Math.min(left, STALLED));
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** How many bytes may be read at once. */
  synchronized int due() {
    Piece first = pieces.peekFirst();
    long now = System.nanoTime();
    return first == null || first.left(now, link.hungBy()) > 0 ? 0 : (int) ready(now);
  }

  private void look(FileDescriptor fd) throws Throwable {
    for (long[] stamp = nextStamp(); stamp != null; stamp = nextStamp()) {
      note(stamp[0], stamp[1]);
    }
    if (!Jdk.poll(fd, Jdk.POLLIN, 0)) {
      return;
    }
    long available = Jdk.available(fd);
    long fresh;
    boolean end;
    synchronized (this) {
      fresh = available - noted;
      end = available == 0 && noted == 0 && !ended && pieces.isEmpty();
    }
    if (fresh > 0) {
      note(fresh, System.nanoTime());
    } else if (end && link.isTouched(Op.READ)) {
      ended = true;
      plan(link.touch(Op.READ, 0), 0, System.nanoTime(), null);
    }
  }

  private void note(long bytes, long came) throws Throwable {
    if (!link.isTouched(Op.READ)) {
      return;
    }
    plan(link.touch(Op.READ, bytes), bytes, came, null);
    synchronized (this) {
      noted += bytes;
    }
  }

  private synchronized long @Nullable [] nextStamp() {
    long[] stamp = stamps.pollFirst();
    if (stamp != null) {
      stamped -= stamp[0];
    }
    return stamp;
  }

  private synchronized long ready(long now) {
    long ready = 0;
    for (Piece piece : pieces) {
      if (piece.breaks || piece.left(now, link.hungBy()) > 0) {
        break;
      }
      ready += piece.size;
      if (piece.alone) {
        break;
      }
    }
    return ready;
  }

  private int take(int length, Reader reader) throws IOException {
    long ready;
    synchronized (this) {
      Piece first = pieces.peekFirst();
      if (first == null) {
        return GO_ON;
      }
      if (first.breaks) {
        pieces.clear();
        noted = 0;
        link.breakOff();
        throw new SocketException("Connection reset");
      }
      ready = ready(System.nanoTime());
    }
    int read = reader.read(ready == 0 ? length : (int) Math.min(length, ready));
    decided = true;
    synchronized (this) {
      took(Math.max(0, read));
      if (read <= 0) {
        // The end of the stream, or the kernel has less than it said: begin anew.
        pieces.clear();
        noted = 0;
      }
    }
    return read;
  }

  private void took(long bytes) {
    long left = bytes;
    noted = Math.max(0, noted - bytes);
    while (left > 0 && !pieces.isEmpty()) {
      Piece first = pieces.peekFirst();
      long part = Math.min(left, first.size);
      first.size -= part;
      left -= part;
      if (first.size > 0) {
        return;
      }
      pieces.removeFirst();
    }
  }

  /** No point is there any more: what has come may be read, by calls that nobody looks at. */
  private synchronized void forget() {
    pieces.clear();
    stamps.clear();
    noted = 0;
    stamped = 0;
    ended = false;
  }

  private void mask(long left) {
    if (!masked) {
      masked = true;
      link.wire.interestChanged();
    }
    if (left < STALLED) {
      Timer.wake(link, left);
      sample();
    }
  }

  private synchronized void sample() {
    if (!sampling) {
      sampling = true;
      Timer.run(this, SAMPLE_NANOS);
    }
  }

  /** By the timer: bytes that came while others are delayed count from now, not from later. */
  @Override
  public void run() {
    boolean again = false;
    try {
      FileDescriptor fd = link.wire.fd();
      if (fd != null && link.wire.isOpen() && !isEmpty()) {
        long available = Jdk.available(fd);
        synchronized (this) {
          long fresh = available - noted - stamped;
          if (fresh > 0) {
            stamps.add(new long[] {fresh, System.nanoTime()});
            stamped += fresh;
          }
        }
        again = left() < STALLED;
      }
    } catch (IOException closed) {
      again = false;
    }
    synchronized (this) {
      sampling = again;
    }
    if (again) {
      Timer.run(this, SAMPLE_NANOS);
    }
  }

  void wake() {
    if (!link.has(Op.READ) && link.hungBy() == null) {
      forget();
    }
    if (masked) {
      masked = false;
      link.wire.interestChanged();
    }
  }
}
