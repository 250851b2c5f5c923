package dev.jinx.net;

import dev.jinx.bootstrap.AgentThreads;
import dev.jinx.bootstrap.Faults;
import java.io.FileDescriptor;
import java.io.IOException;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What goes out. While points hold something back, writes are taken into a queue, as the kernel's
 * buffer takes them when the network does not, until it holds as much as that buffer would; a
 * thread of the agent writes what is due, in order. So a sender is held only as TCP would hold it.
 */
final class Outflow extends Flow implements Runnable {
  /** Answers of {@link #offer}: the JDK shall write by itself; nothing may be written now. */
  static final int GO_ON = -100;

  /** The caller shall write by itself, and say when it has: until then, nothing else is written. */
  static final int PASSES = -101;

  static final int NOT_NOW = 0;

  /** Where the size of the kernel's buffer is not known. */
  private static final int USUAL_ROOM = 256 * 1024;

  private static final long MOST_SENDING = 10_000_000_000L;

  /** As the JDK's own lock: what one call writes stays together. Only senders take it. */
  private final ReentrantLock senders = new ReentrantLock();

  private long held;
  private int room;
  private @Nullable OrphanWire own;
  private volatile @Nullable Thread writer;
  private volatile boolean masked;
  private int passing;
  private boolean finishing;
  private boolean closed;
  private @Nullable Object linger;

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
   * Takes all that is to be written, if points want it; waits for room.
   *
   * @param patient whether interrupts are kept for later; else they end waiting
   * @return how many bytes were taken at first, {@link #GO_ON} or {@link #PASSES}
   */
  int takeAll(Source source, boolean patient) throws Throwable {
    Sending call = new Sending(link, source, true, patient);
    // Not under the lock: while actions take their time, others may write.
    Exchange first = call.ask();
    if (first == null) {
      return GO_ON;
    }
    senders.lock();
    try {
      int taken = put(first, call);
      while (taken >= 0 && source.remaining() > 0) {
        Exchange next = call.ask();
        if (next != null) {
          put(next, call);
        }
      }
      return taken;
    } catch (RuntimeException | Error fault) {
      throw broken(call, fault);
    } finally {
      senders.unlock();
    }
  }

  /**
   * Where a part was taken already, the JDK is not to go on as if nothing was: a stream in which
   * bytes are missing or come twice is worse than none.
   */
  private IOException broken(Sending call, Throwable fault) throws Throwable {
    if (!call.begun) {
      throw fault;
    }
    Faults.count("taking bytes that are held back", fault);
    link.breakOff();
    return new SocketException("Connection reset by peer");
  }

  /**
   * Takes what is to be written, if points want it.
   *
   * @param waits whether the caller wants to wait for room
   * @return how many bytes were taken, {@link #NOT_NOW}, {@link #GO_ON} or {@link #PASSES}
   */
  int offer(Source source, boolean waits) throws Throwable {
    Sending call = new Sending(link, source, waits, false);
    Exchange exchange = call.ask();
    try {
      return exchange == null ? call.answer : put(exchange, call);
    } catch (RuntimeException | Error fault) {
      throw broken(call, fault);
    }
  }

  private int put(Exchange exchange, Sending call) throws IOException {
    if (exchange.passes() && !call.begun && pass()) {
      return PASSES;
    }
    if (exchange.reset) {
      link.breakOff();
      throw new SocketException("Connection reset by peer");
    }
    return enqueue(exchange, call);
  }

  /** Whether the caller may write by itself, which ends with {@link #passed}. */
  private synchronized boolean pass() {
    if (!pieces.isEmpty()) {
      return false;
    }
    passing++;
    return true;
  }

  /** A caller that was told {@link #PASSES} has written. */
  void passed() {
    synchronized (this) {
      passing--;
    }
    unpark();
  }

  private synchronized boolean isPassing() {
    return passing > 0;
  }

  synchronized boolean isFinishing() {
    return finishing;
  }

  /**
   * Whether it is worth while to go on for who has more than fits: as kernels have it, not for each
   * byte that went.
   */
  synchronized boolean hasRoom() {
    return room - held >= room / 3;
  }

  /** For so many bytes there is room. */
  synchronized long space() throws IOException {
    if (room == 0) {
      FileDescriptor fd = link.wire.fd();
      Object size = fd == null ? null : Jdk.get(fd, StandardSocketOptions.SO_SNDBUF);
      room = size instanceof Integer ? Math.max(4096, (Integer) size) : USUAL_ROOM;
    }
    return room - held;
  }

  /** GO_ON where the connection was closed meanwhile. */
  private int enqueue(Exchange exchange, Sending call) throws IOException {
    int count = (int) exchange.bytes;
    synchronized (this) {
      if (finishing) {
        throw link.wire.finished();
      }
      if (link.isBreaking()) {
        throw new SocketException("Connection reset by peer");
      }
      // A channel that is being closed has its descriptor still, but takes no more.
      if (!link.wire.isOpen()) {
        return GO_ON;
      }
      if (!open()) {
        if (call.begun) {
          // The JDK would write again what was taken before.
          throw new SocketException("No descriptor for what is held back");
        }
        return GO_ON;
      }
      // First: without a thread that writes them, no bytes are to be taken.
      startWriter();
      byte[] data = call.source.take(count);
      call.begun = true;
      plan(exchange, count, System.nanoTime(), data);
      held += count;
    }
    unpark();
    Network.hold(link);
    return count;
  }

  /** Has a descriptor of our own ready; whether there is one. Under the lock. */
  private boolean open() {
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

  /** Under the lock; where no thread can be had, nothing is left behind of it. */
  private void startWriter() {
    if (writer != null) {
      return;
    }
    try {
      Thread started = AgentThreads.create("jinx-net-writer-" + link.number(), this);
      started.start();
      writer = started;
    } finally {
      if (writer == null) {
        OrphanWire unused = own;
        own = null;
        close(unused);
      }
    }
  }

  /**
   * The sending half ends once all before it has gone.
   *
   * @return whether it ends later, so that the JDK is not to do it now
   */
  boolean finish() throws Throwable {
    if (isFinishing()) {
      return true;
    }
    Exchange exchange = link.touch(Op.CLOSE, 0);
    synchronized (this) {
      if (exchange.passes() && pieces.isEmpty() || link.isBroken() || !open()) {
        return false;
      }
      finishing = true;
      plan(exchange, 0, System.nanoTime(), null);
    }
    startWhenDue();
    Network.hold(link);
    return true;
  }

  /** What has been accepted is answered later. */
  void begin(Exchange accepted) {
    synchronized (this) {
      if (!open()) {
        return;
      }
      pause(accepted);
    }
    startWhenDue();
    Network.hold(link);
  }

  /**
   * The application closes the connection while something is held back: it lives on without the
   * application until all of it has gone, as a connection does whose bytes are with the kernel.
   */
  void outlive() throws IOException, Armed {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    Armed armed = null;
    Exchange exchange;
    try {
      exchange = link.touch(Op.CLOSE, 0);
    } catch (Armed thrown) {
      // It is closed nevertheless, and nothing that was held back is lost by that.
      armed = thrown;
      exchange = new Exchange(link, Op.CLOSE, 0);
    }
    outlive(exchange);
    if (armed != null) {
      throw armed;
    }
  }

  private void outlive(Exchange exchange) throws IOException {
    if (exchange.reset) {
      link.breakOff();
    }
    FileDescriptor fd = link.wire.fd();
    synchronized (this) {
      if (exchange.passes() && pieces.isEmpty() || link.isBroken() || fd == null) {
        return;
      }
      // What was never begun leaves nothing behind.
      if (link.connecting.isMasked() || !open()) {
        return;
      }
      linger = Jdk.get(fd, StandardSocketOptions.SO_LINGER);
      // Else the JDK would end the sending half now; the last descriptor's close ends it later.
      Jdk.set(fd, StandardSocketOptions.SO_LINGER, 0);
      plan(exchange, 0, System.nanoTime(), null);
    }
    startWhenDue();
    Network.hold(link);
  }

  /** Whoever has only an end to hold back needs no thread until it is due. */
  private void startWhenDue() {
    long left;
    synchronized (this) {
      left = left();
      if (writer != null) {
        // It waits for that itself.
        left = 0;
      } else if (own != null && left <= 0 && !pieces.isEmpty()) {
        boolean started = false;
        try {
          startWriter();
          started = true;
        } finally {
          if (!started) {
            // The connection has ended with its descriptor.
            pieces.clear();
            held = 0;
          }
        }
      }
    }
    if (left > 0 && left < STALLED) {
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
        Piece piece = pieces.peekFirst();
        if (wire == null || piece == null) {
          continue;
        }
        long left = left();
        if (left == STALLED && rests()) {
          return;
        }
        if (left > 0) {
          LockSupport.parkNanos(this, Math.min(left, LONGEST_WAIT));
        } else if (!piece.breaks && isPassing()) {
          LockSupport.parkNanos(this, LONGEST_WAIT);
        } else {
          go(piece, wire);
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
   * keeps a thread. {@link #wake} begins another one.
   */
  private synchronized boolean rests() {
    if (!closed || left() != STALLED) {
      return false;
    }
    writer = null;
    return true;
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
      synchronized (this) {
        pieces.clear();
        held = 0;
        own = null;
        writer = null;
        linger = null;
      }
      close(done);
      wakeSenders();
    }
  }

  private synchronized @Nullable OrphanWire wire() {
    return own;
  }

  /**
   * Whether there is more to write. If not, the descriptor is closed at once; the thread waits for
   * a while, since who holds one message back holds back the next one as well.
   */
  private boolean hasMore() {
    OrphanWire done;
    synchronized (this) {
      if (!pieces.isEmpty()) {
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
    long end = System.nanoTime() + LONGEST_WAIT;
    long left = LONGEST_WAIT;
    while (pieces.isEmpty() && left > 0 && link.wire.isOpen()) {
      LockSupport.parkNanos(this, left);
      left = end - System.nanoTime();
    }
    synchronized (this) {
      if (pieces.isEmpty()) {
        writer = null;
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

  private void go(Piece piece, OrphanWire wire) {
    try {
      if (piece.breaks) {
        awaitSent();
        link.breakOff(wire);
        lose();
      } else if (piece.data == null) {
        if (!piece.isPause && endsHalf()) {
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
      lose();
    }
  }

  /** The reset would throw away what passed before it; a peer that does not read ends that. */
  private void awaitSent() {
    long end = System.nanoTime() + MOST_SENDING;
    while (!SendQueue.isEmpty(link.local(), link.peer()) && end - System.nanoTime() > 0) {
      LockSupport.parkNanos(this, 5_000_000);
    }
  }

  private synchronized boolean endsHalf() {
    return finishing && !closed;
  }

  private void write(Piece piece, byte[] data, OrphanWire wire) throws IOException {
    boolean first = true;
    for (int left = part(piece); left > 0; ) {
      int wrote = 0;
      if (wire.awaitRoom()) {
        wrote = first ? writeFirst(piece, data, left, wire) : wire.write(data, piece.from, left);
        first = false;
      }
      synchronized (this) {
        if (pieces.isEmpty()) {
          return;
        }
        piece.from += wrote;
        piece.took(wrote);
        held -= wrote;
      }
      left -= wrote;
    }
    if (piece.size == 0) {
      gone(piece);
    }
  }

  private synchronized int part(Piece piece) {
    return (int) piece.part;
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
      return isEmpty() ? 0 : wire.write(data, piece.from, count);
    } finally {
      calls.unlock();
    }
  }

  private void gone(Piece piece) {
    synchronized (this) {
      pieces.remove(piece);
    }
    if (hasRoom()) {
      wakeSenders();
    }
  }

  /** The connection is dead: all that was to be sent is lost. */
  void lose() {
    synchronized (this) {
      pieces.clear();
      held = 0;
    }
    wakeSenders();
  }

  /**
   * Has selectors not ask whether there is room until there is some.
   *
   * @return false if there is some by now
   */
  boolean mask() {
    if (!masked) {
      masked = true;
      link.wire.interestChanged();
    }
    // The writer may have made room before it could find the mark.
    if (hasRoom()) {
      unmask();
      return false;
    }
    return true;
  }

  private void unmask() {
    if (masked) {
      masked = false;
      link.wire.interestChanged();
    }
  }

  private void wakeSenders() {
    link.holders.wake();
    unmask();
  }

  void wake() {
    forgetEnded();
    if (!isEmpty()) {
      startWhenDue();
    }
  }

  private void unpark() {
    Thread running = writer;
    if (running != null) {
      LockSupport.unpark(running);
    }
  }
}
