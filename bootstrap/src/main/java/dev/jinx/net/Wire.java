package dev.jinx.net;

import java.io.FileDescriptor;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** A socket of the JDK, of one of its two kinds. May be used from any thread. */
abstract class Wire {
  /** Its descriptor, or null while it has none. */
  abstract @Nullable FileDescriptor fd();

  abstract boolean isOpen();

  abstract @Nullable InetSocketAddress peer();

  abstract @Nullable InetSocketAddress local();

  /**
   * Writes as if no point stood there; on one that does not wait, what it takes at the moment.
   *
   * @return how many bytes it took
   */
  abstract int write(byte[] bytes, int from, int length) throws IOException;

  /** Ends the sending half as if no point stood there. */
  abstract void shutdownOutput() throws IOException;

  abstract void close() throws IOException;

  /** Further reads are to say that the connection was reset. */
  abstract void markReset();

  /** Has selectors ask anew what they are to wait for. */
  abstract void interestChanged();

  /** Breaks the connection for both sides. */
  final void breakOff() throws IOException {
    FileDescriptor fd = fd();
    if (fd != null && fd.valid()) {
      markReset();
      InetSocketAddress local = local();
      Jdk.breakOff(fd, local != null && local.getAddress() instanceof java.net.Inet6Address);
    }
  }
}
