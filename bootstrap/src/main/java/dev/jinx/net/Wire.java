package dev.jinx.net;

import dev.jinx.bootstrap.Threads;
import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A socket of the JDK, of one of its two kinds, held weakly: what the application has forgotten
 * counts as closed. May be used from any thread.
 */
abstract class Wire {
  /** How long one look for bytes lasts on a thread that waits for them; then points are asked. */
  private static final int POLL_MILLIS = 100;

  /** A virtual thread, which is not to keep its carrier, looks this often. */
  static final long VIRTUAL_LOOK_NANOS = 2_000_000L;

  private final WeakReference<Object> socket;

  Wire(Object socket) {
    this.socket = new WeakReference<>(socket);
  }

  /** The socket, or null once it is forgotten. */
  final @Nullable Object socket() {
    return socket.get();
  }

  /** Its descriptor, or null while it has none. */
  abstract @Nullable FileDescriptor fd();

  abstract boolean isOpen();

  /** Which addresses it takes: those of version 6 stand for the others, too. */
  ProtocolFamily family() {
    return StandardProtocolFamily.INET6;
  }

  /** Whether native calls on it wait. */
  abstract boolean isBlocking();

  /** Whether the application has ended its receiving half. */
  abstract boolean isInputClosed();

  abstract @Nullable InetSocketAddress peer();

  /** Where it is bound, or null. */
  final @Nullable InetSocketAddress local() {
    FileDescriptor fd = fd();
    try {
      return fd == null || !fd.valid() ? null : Jdk.localAddress(fd);
    } catch (IOException closed) {
      return null;
    }
  }

  /** The JDK's lock of its state: while it is held, an open socket's descriptor stays open. */
  abstract Object stateLock();

  /**
   * Whether its descriptor is there, also while the socket is being closed; it stays so while
   * {@link #stateLock} is held.
   */
  abstract boolean hasDescriptor();

  /** The JDK's lock that keeps the bytes of one call together, or null. */
  abstract @Nullable ReentrantLock writeLock();

  /**
   * Waits on the current thread for something to read, for a moment at most. Never by the JDK's
   * poller of virtual threads: that knows one thread for a descriptor, and it may be another
   * socket's by then.
   *
   * @param wakes as {@link Holders#park} has it
   */
  final void awaitInput(FileDescriptor fd, Holders holders, int wakes) throws IOException {
    if (!Threads.isVirtual(Thread.currentThread())) {
      Jdk.poll(fd, Jdk.POLLIN, POLL_MILLIS);
    } else if (!Jdk.poll(fd, Jdk.POLLIN, 0)) {
      holders.park(wakes, VIRTUAL_LOOK_NANOS);
    }
  }

  /** Ends the sending half as if no point stood there. */
  abstract void shutdownOutput() throws IOException;

  abstract void close() throws IOException;

  /** What the JDK says to a thread that waits while another closes the socket. */
  abstract IOException closed();

  /** The current thread was interrupted while it waited: does what the JDK does then. */
  abstract IOException interrupted() throws IOException;

  /** What the JDK says to who writes after the end of the sending half. */
  abstract IOException finished();

  /** Further reads are to say that the connection was reset. */
  abstract void markReset();

  /** Has selectors ask anew what they are to wait for. */
  abstract void interestChanged();

  /** Begins to connect; not for sockets whose native calls wait. */
  final void connect(InetSocketAddress to) throws IOException {
    synchronized (stateLock()) {
      FileDescriptor fd = fd();
      if (isOpen() && fd != null) {
        Jdk.connect(family(), fd, to);
      }
    }
  }

  /** A second descriptor of the connection; null when its own is closed. */
  final @Nullable FileDescriptor duplicate() throws IOException {
    synchronized (stateLock()) {
      FileDescriptor fd = fd();
      return fd != null && fd.valid() && hasDescriptor() ? Jdk.duplicate(fd) : null;
    }
  }

  /** Breaks the connection for both sides. */
  void breakOff() throws IOException {
    synchronized (stateLock()) {
      FileDescriptor fd = fd();
      if (fd != null && fd.valid() && hasDescriptor()) {
        markReset();
        Jdk.breakOff(fd);
      }
    }
  }
}
