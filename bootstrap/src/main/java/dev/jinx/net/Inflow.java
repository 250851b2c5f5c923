package dev.jinx.net;

import java.io.FileDescriptor;
import java.io.IOException;
import java.net.SocketException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What comes in. Its bytes stay with the kernel until they are due; here is only noted how many of
 * them came together, and when they may be read.
 */
final class Inflow extends Flow {
  /** Answers of {@link #read}: the JDK shall do it by itself; nothing may be read now. */
  static final int GO_ON = -100;

  static final int NOT_NOW = -101;

  /** A native read of at most so many bytes. */
  interface Reader {
    int read(int most) throws IOException;
  }

  /** Who waits, and for what, where a call cannot go on. */
  enum Waits {
    /** Nobody: the caller is told that nothing is there. */
    NEVER,
    /** We do while something is held back; the JDK where nothing is there. */
    WHILE_HELD,
    /** We do in both cases. */
    ALWAYS
  }

  final Arrivals arrivals = new Arrivals(this);
  private final Sampler sampler = new Sampler(this);

  /** Who reads what is noted: one at a time, or two would take the same for theirs. */
  private final ReentrantLock readers = new ReentrantLock();

  private volatile boolean ended;
  private volatile boolean masked;
  private volatile boolean decided;

  /** Whether something is late still, though the points are gone that saw it. */
  private volatile boolean kept;

  /** When the read began that has a time limit; 0 for none. */
  private long began;

  Inflow(Link link) {
    super(link);
  }

  /** Whether selectors are not to ask for it. */
  boolean isMasked() {
    return masked;
  }

  /** Bytes that have come and may not be read yet, as far as somebody looked. */
  synchronized long held() {
    return arrivals.beyond(ready());
  }

  /** At the end of a read: whether points were asked for it; asking forgets it. */
  boolean takeDecided() {
    boolean was = decided;
    decided = false;
    began = 0;
    return was;
  }

  /**
   * Reads what may be read.
   *
   * @param length how much the caller has room for
   * @param timeout milliseconds after which waiting ends with {@link #NOT_NOW}, or 0
   * @param patient whether interrupts are kept for later; else they end waiting
   */
  int read(int length, Waits waits, long timeout, boolean patient, Reader reader) throws Throwable {
    decided = true;
    return new Receiving(this, waits, timeout, patient, reader).read(length);
  }

  /** The JDK waits by itself for the bytes of this read: points may come meanwhile. */
  void undecided() {
    decided = false;
  }

  /** The time of a read begins, unless the JDK has asked before in the same read. */
  void timeBegins() {
    if (began == 0) {
      began = System.nanoTime();
    }
  }

  /** Nanoseconds that are left of so many milliseconds. */
  long timeLeft(long timeout) {
    timeBegins();
    return began + timeout * 1_000_000L - System.nanoTime();
  }

  /** Its time is over: the next read has its own. */
  void timedOut() {
    began = 0;
  }

  /** Has it noted when bytes come while others are delayed. */
  void sample() {
    sampler.start();
  }

  /** Whether a read has found the end of the stream, or that the connection is dead. */
  boolean hasEnded() {
    return ended;
  }

  /** Holds a thread that has its bytes already, because no point was there when it began. */
  void hold() throws Throwable {
    Exchange exchange = link.touch(Op.READ, 0);
    if (exchange.reset) {
      link.breakOff();
      throw new SocketException("Connection reset");
    }
    if (exchange.passes()) {
      return;
    }
    Piece piece = new Piece(exchange);
    boolean interrupted = false;
    // The program may be about to end its receiving half, which is what ended the read.
    while (link.wire.isOpen() && !link.wire.isInputClosed()) {
      int wakes = link.holders.wakes();
      long left = piece.left(System.nanoTime(), link.hungBy());
      if (left <= 0) {
        break;
      }
      link.holders.park(wakes, Math.min(left, LONGEST_WAIT));
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** How many bytes may be read at once; {@link #GO_ON} where the JDK shall tell. */
  int due() throws Throwable {
    FileDescriptor fd = link.wire.fd();
    if (fd == null || !link.wire.isOpen()) {
      return 0;
    }
    arrivals.look(fd);
    return forgetUnwatched() ? GO_ON : (int) Math.min(Integer.MAX_VALUE, ready());
  }

  /** Whether nothing is noted, so that calls that nobody looks at may read. Takes no lock. */
  boolean isIdle() {
    return isEmpty() && arrivals.isEmpty();
  }

  private synchronized long ready() {
    long now = System.nanoTime();
    long ready = 0;
    for (Piece piece : pieces) {
      if (piece.breaks || piece.left(now, link.hungBy()) > 0) {
        break;
      }
      ready += piece.part;
      if (piece.isAlone()) {
        break;
      }
    }
    return ready;
  }

  /** Reads what is due; {@link #GO_ON} if nothing is any more. */
  int take(int length, Reader reader) throws IOException {
    readers.lock();
    try {
      return takeAlone(length, reader);
    } finally {
      readers.unlock();
    }
  }

  private int takeAlone(int length, Reader reader) throws IOException {
    long ready;
    synchronized (this) {
      Piece first = pieces.peekFirst();
      // Another reader may have had it meanwhile.
      if (first == null || first.left(System.nanoTime(), link.hungBy()) > 0) {
        return GO_ON;
      }
      if (first.isPause) {
        pieces.removeFirst();
        return GO_ON;
      }
      ready = ready();
      if (first.breaks) {
        arrivals.clear();
        link.breakOff();
        throw new SocketException("Connection reset");
      }
      arrivals.beginRead();
    }
    int read = 0;
    boolean failed = true;
    try {
      read = reader.read(ready == 0 ? length : (int) Math.min(length, ready));
      failed = false;
    } finally {
      synchronized (this) {
        arrivals.endRead(Math.max(0, read));
        if (read <= 0) {
          // The end of the stream, or the kernel has less than it said: begin anew.
          arrivals.clear();
        }
      }
      if (failed || read == -1) {
        ended = true;
      }
    }
    return read;
  }

  /** No point is there any more: what has come may be read, by calls that nobody looks at. */
  void forget() {
    boolean was = kept;
    long late;
    synchronized (this) {
      if (forgetUnwatched()) {
        began = 0;
        decided = false;
      }
      late = isWatched() ? 0 : late();
      kept = late > 0;
    }
    if (late > 0) {
      Network.keep(link);
      if (late < STALLED) {
        link.wakeIn(late);
      }
    } else if (was) {
      Network.letGoLater();
    }
  }

  /** Whether the gates have to stay open for what is late. Takes no lock. */
  boolean isKept() {
    return kept;
  }

  private boolean isWatched() {
    return link.has(Op.READ) || link.hungBy() != null;
  }

  /** Nanoseconds until all that is noted may be read; under the lock. */
  private long late() {
    long now = System.nanoTime();
    long late = 0;
    for (Piece piece : pieces) {
      late = Math.max(late, piece.left(now, null));
    }
    return late;
  }

  /**
   * Where no point wants to see what comes, nothing is to be noted: calls that nobody looks at read
   * it, and what stayed noted would pass the next point unseen. A point that has had its only hit
   * is gone, too, but what it delayed is late as ever.
   */
  synchronized boolean forgetUnwatched() {
    if (isWatched() || late() > 0) {
      return false;
    }
    arrivals.clear();
    return true;
  }

  /**
   * Has selectors not ask for it until it is due.
   *
   * @return false if it is due by now
   */
  boolean mask() {
    if (!masked) {
      masked = true;
      link.wire.interestChanged();
    }
    // Who ended the stall in between did not find the mark.
    long left = left();
    if (left <= 0) {
      unmask();
      return false;
    }
    if (left < STALLED) {
      link.wakeIn(left);
      sample();
    }
    return true;
  }

  private void unmask() {
    if (masked) {
      masked = false;
      link.wire.interestChanged();
    }
  }

  /** What has been accepted says nothing before that. */
  void begin(Exchange accepted) {
    pause(accepted);
    // As if the point had gone already: it is at no read.
    forget();
  }

  void wake() {
    forgetEnded();
    forget();
    if (masked) {
      long left = left();
      if (left <= 0) {
        unmask();
      } else if (left < STALLED) {
        link.wakeIn(left);
      }
    }
  }
}
