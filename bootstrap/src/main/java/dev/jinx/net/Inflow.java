package dev.jinx.net;

import java.io.FileDescriptor;
import java.io.IOException;
import java.net.SocketException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What comes in. Its bytes stay with the kernel until they are due; here is only noted how many of
 * them came together, and when they may be read.
 */
final class Inflow extends Flow implements Runnable {
  /** Answers of {@link #read}: the JDK shall do it by itself; nothing may be read now. */
  static final int GO_ON = -100;

  static final int NOT_NOW = -101;

  /** While bytes are delayed, it is noted this often what came meanwhile, in nanoseconds. */
  private static final long SAMPLE_NANOS = 1_000_000;

  /** Where delays are long, it is noted less often: to this part of what is left of them. */
  private static final int SAMPLE_PART = 100;

  private static final long MOST_SAMPLE_NANOS = 50_000_000;

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

  // What came while others were waited for: how much, and when.
  private final ConcurrentLinkedDeque<long[]> stamps = new ConcurrentLinkedDeque<>();

  /** Who reads what is noted: one at a time, or two would take the same for theirs. */
  private final ReentrantLock readers = new ReentrantLock();

  /** Bytes with the kernel that stamps and pieces tell of. */
  private long counted;

  /** Whether a native read is under way, during which nothing can be counted. */
  private boolean reading;

  /** Raised whenever all that was noted is forgotten: who is in the midst of noting sees it. */
  private int generation;

  private boolean sampling;
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
    return Math.max(0, counted - ready());
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
    boolean interrupted = false;
    boolean waited = false;
    decided = true;
    if (timeout > 0 && began == 0) {
      began = System.nanoTime();
    }
    try {
      while (true) {
        int wakes = link.holders.wakes();
        FileDescriptor fd = link.wire.fd();
        if (fd == null || !link.wire.isOpen()) {
          if (waits == Waits.WHILE_HELD) {
            // Its descriptor may still be there: the JDK is not to read from it.
            return NOT_NOW;
          }
          if (waited) {
            throw link.wire.closed();
          }
          return GO_ON;
        }
        if (length == 0 || ended || link.wire.isInputClosed()) {
          return GO_ON;
        }
        if (link.isBroken()) {
          throw new SocketException("Connection reset");
        }
        look(fd);
        if (!patient && waits == Waits.ALWAYS && Thread.currentThread().isInterrupted()) {
          throw link.wire.interrupted();
        }
        if (isEmpty()) {
          if (forgetUnwatched()) {
            // Points may come while it waits.
            decided = false;
            return GO_ON;
          }
          if (waits != Waits.ALWAYS) {
            return NOT_NOW;
          }
          waited = true;
          link.wire.awaitInput(fd, link.holders, wakes);
          continue;
        }
        long left = left();
        if (left <= 0) {
          int read = take(length, reader);
          if (read != GO_ON) {
            return read;
          }
          continue;
        }
        if (waits == Waits.NEVER) {
          if (mask()) {
            return NOT_NOW;
          }
          continue;
        }
        if (timeout > 0) {
          left = Math.min(left, timeLeft(timeout));
          if (left <= 0) {
            began = 0;
            return NOT_NOW;
          }
        }
        waited = true;
        sample();
        link.holders.park(wakes, Math.min(left, LONGEST_WAIT));
        if (Thread.currentThread().isInterrupted()) {
          if (!patient) {
            if (waits == Waits.ALWAYS) {
              throw link.wire.interrupted();
            }
            return NOT_NOW;
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

  private long timeLeft(long timeout) {
    if (began == 0) {
      began = System.nanoTime();
    }
    return began + timeout * 1_000_000L - System.nanoTime();
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
    look(fd);
    return forgetUnwatched() ? GO_ON : (int) Math.min(Integer.MAX_VALUE, ready());
  }

  /** Asks the points about what has come since the last look. */
  private void look(FileDescriptor fd) throws Throwable {
    if (forgetUnwatched()) {
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
      synchronized (this) {
        // Here, too: who ends the last point either is seen, or waits and clears after us.
        if (forgetUnwatched()) {
          return;
        }
        since = generation;
        fresh = fresh(fd);
        end = fresh == 0 && counted == 0 && pieces.isEmpty() && !reading;
      }
      if (fresh > 0) {
        note(fresh, System.nanoTime(), since);
      } else if (end && link.isTouched(Op.READ)) {
        if (plan(link.touch(Op.READ, 0), 0, System.nanoTime(), since)) {
          forget();
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
      forget();
    }
  }

  /** An action threw: they have not come yet. */
  private synchronized void uncount(long bytes, int since) {
    if (since == generation) {
      counted -= bytes;
    }
  }

  /**
   * What was counted before all was forgotten is counted anew: it may have been read by now. Only
   * what has been the only hit of a point, which may be gone because of that, is obeyed still.
   *
   * @return whether that is late
   */
  private synchronized boolean plan(Exchange exchange, long bytes, long came, int since) {
    boolean late = false;
    if (since != generation) {
      late = new Piece(exchange).left(System.nanoTime(), null) > 0;
      if (!late && !exchange.reset) {
        return false;
      }
      counted += bytes;
    }
    plan(exchange, bytes, came, null);
    return late;
  }

  /** Whether nothing is noted, so that calls that nobody looks at may read. Takes no lock. */
  boolean isIdle() {
    return isEmpty() && stamps.isEmpty();
  }

  private synchronized long @Nullable [] nextStamp() {
    return stamps.pollFirst();
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

  private int take(int length, Reader reader) throws IOException {
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
        clear();
        link.breakOff();
        throw new SocketException("Connection reset");
      }
      reading = true;
    }
    int read = 0;
    boolean failed = true;
    try {
      read = reader.read(ready == 0 ? length : (int) Math.min(length, ready));
      failed = false;
    } finally {
      synchronized (this) {
        reading = false;
        took(Math.max(0, read));
        if (read <= 0) {
          // The end of the stream, or the kernel has less than it said: begin anew.
          clear();
        }
      }
      if (failed || read == -1) {
        ended = true;
      }
    }
    return read;
  }

  private void took(long bytes) {
    long left = bytes;
    counted = Math.max(0, counted - bytes);
    while (left > 0 && !pieces.isEmpty()) {
      Piece first = pieces.peekFirst();
      long part = Math.min(left, first.part);
      first.took(part);
      left -= part;
      if (first.size == 0) {
        pieces.removeFirst();
      }
    }
  }

  /** No point is there any more: what has come may be read, by calls that nobody looks at. */
  private void forget() {
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
  private synchronized boolean forgetUnwatched() {
    if (isWatched() || late() > 0) {
      return false;
    }
    clear();
    return true;
  }

  /** Under the lock. */
  private void clear() {
    pieces.clear();
    stamps.clear();
    counted = 0;
    generation++;
  }

  /**
   * Has selectors not ask for it until it is due.
   *
   * @return false if it is due by now
   */
  private boolean mask() {
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

  private void sample() {
    synchronized (this) {
      if (sampling) {
        return;
      }
      sampling = true;
    }
    // Not under the lock: the timer has one, too, and arms that change need ours.
    Timer.run(this, SAMPLE_NANOS);
  }

  /** By the timer: bytes that came while others are delayed count from now, not from later. */
  @Override
  public void run() {
    boolean again = false;
    long left = 0;
    try {
      FileDescriptor fd = link.wire.fd();
      if (fd != null && link.wire.isOpen() && !isEmpty()) {
        synchronized (this) {
          long fresh = isEmpty() ? 0 : fresh(fd);
          if (fresh > 0) {
            stamps.add(new long[] {fresh, System.nanoTime(), generation});
          }
        }
        left = left();
        again = left < STALLED;
      }
    } catch (IOException closed) {
      again = false;
    }
    synchronized (this) {
      sampling = again;
    }
    if (again) {
      long next = Math.max(SAMPLE_NANOS, left / SAMPLE_PART);
      Timer.run(this, Math.min(MOST_SAMPLE_NANOS, next));
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
