package dev.jinx.net;

import dev.jinx.bootstrap.Faults;
import java.io.FileDescriptor;
import java.io.IOException;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What goes out. While points hold something back, writes are taken into a queue, as the kernel's
 * buffer takes them when the network does not, until it holds as much as that buffer would; a
 * {@link Writer} writes what is due, in order. So a sender is held only as TCP would hold it.
 */
final class Outflow extends Flow {
  /** Answers of {@link #offer}: the JDK shall write by itself; nothing may be written now. */
  static final int GO_ON = -100;

  /** The caller shall write by itself, and say when it has: until then, nothing else is written. */
  static final int PASSES = -101;

  static final int NOT_NOW = 0;

  /** Where the size of the kernel's buffer is not known. */
  private static final int USUAL_ROOM = 256 * 1024;

  final Writer writer = new Writer(this);
  final Ending ending = new Ending(this);

  /** As the JDK's own lock: what one call writes stays together. Only senders take it. */
  private final ReentrantLock senders = new ReentrantLock();

  private long held;
  private int room;
  private int passing;
  private volatile boolean masked;

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
    writer.unpark();
  }

  synchronized boolean isPassing() {
    return passing > 0;
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
      if (ending.isFinishing()) {
        throw link.wire.finished();
      }
      if (link.isBreaking()) {
        throw new SocketException("Connection reset by peer");
      }
      // A channel that is being closed has its descriptor still, but takes no more.
      if (!link.wire.isOpen()) {
        return GO_ON;
      }
      if (!writer.open()) {
        if (call.begun) {
          // The JDK would write again what was taken before.
          throw new SocketException("No descriptor for what is held back");
        }
        return GO_ON;
      }
      // First: without a thread that writes them, no bytes are to be taken.
      writer.start();
      byte[] data = call.source.take(count);
      call.begun = true;
      plan(exchange, count, System.nanoTime(), data);
      held += count;
    }
    writer.unpark();
    Network.hold(link);
    return count;
  }

  /** So many bytes have gone. */
  synchronized void went(int bytes) {
    held -= bytes;
  }

  /** What has been accepted is answered later. */
  void begin(Exchange accepted) {
    synchronized (this) {
      if (!writer.open()) {
        return;
      }
      pause(accepted);
    }
    writer.startWhenDue();
    Network.hold(link);
  }

  /** The connection is dead: all that was to be sent is lost. */
  void lose() {
    clear();
    wakeSenders();
  }

  /** Nothing is to go any more. */
  synchronized void clear() {
    pieces.clear();
    held = 0;
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

  /** There is room, or none is needed any more. */
  void wakeSenders() {
    link.holders.wake();
    unmask();
  }

  void wake() {
    forgetEnded();
    if (!isEmpty()) {
      writer.startWhenDue();
    }
  }
}
