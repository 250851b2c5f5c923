package dev.jinx.net;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;

/**
 * A connection by a descriptor of our own: whoever writes what was held back is not disturbed when
 * the application closes its socket, and the connection lives until this is closed as well. For one
 * thread.
 */
final class OrphanWire {
  /** A socket whose native calls wait takes so much at once when it has room at all. */
  private static final int CHUNK = 4096;

  private final FileDescriptor fd;

  OrphanWire(FileDescriptor fd) {
    this.fd = fd;
  }

  /** Waits for a moment until the kernel has room; whether it has. */
  boolean awaitRoom() throws IOException {
    return Jdk.poll(fd, Jdk.POLLOUT, 100);
  }

  /**
   * Writes what the kernel takes now.
   *
   * @return how many bytes it took
   */
  int write(byte[] bytes, int from, int length) throws IOException {
    if (!Jdk.poll(fd, Jdk.POLLOUT, 0)) {
      return 0;
    }
    return Math.max(0, Jdk.write(fd, ByteBuffer.wrap(bytes, from, Math.min(length, CHUNK))));
  }

  /** Connects it; waits as long as the kernel does. */
  void connect(ProtocolFamily family, InetSocketAddress to) throws IOException {
    boolean unused = Jdk.connect(family, fd, to);
  }

  /** Ends the sending half. */
  void shutdownOutput() throws IOException {
    Jdk.shutdownOutput(fd);
  }

  void breakOff() throws IOException {
    Jdk.breakOff(fd);
  }

  /** How closing is to go about what the kernel has not sent. */
  void linger(Object seconds) throws IOException {
    Jdk.set(fd, StandardSocketOptions.SO_LINGER, seconds);
  }

  void close() throws IOException {
    new FileOutputStream(fd).close();
  }
}
