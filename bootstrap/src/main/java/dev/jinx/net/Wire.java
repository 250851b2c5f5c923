package dev.jinx.net;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A socket of the JDK, of one of its two kinds, held weakly: what the application has forgotten
 * counts as closed. May be used from any thread.
 */
abstract class Wire {
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

  /** Waits on the current thread, as the JDK does, for something to read; so long at most. */
  abstract void awaitInput(FileDescriptor fd, long millis) throws IOException;

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
        Jdk.connect(fd, to);
      }
    }
  }

  /** A second descriptor of the connection; null when it is closed. */
  final @Nullable FileDescriptor duplicate() throws IOException {
    synchronized (stateLock()) {
      FileDescriptor fd = fd();
      return isOpen() && fd != null && fd.valid() ? Jdk.duplicate(fd) : null;
    }
  }

  /** Breaks the connection for both sides. */
  final void breakOff() throws IOException {
    synchronized (stateLock()) {
      FileDescriptor fd = fd();
      if (isOpen() && fd != null && fd.valid()) {
        markReset();
        Jdk.breakOff(fd);
      }
    }
  }
}
