package dev.jinx.net;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import org.jspecify.annotations.Nullable;

/** A connection that the application has closed, by a descriptor of our own. */
final class OrphanWire extends Wire {
  private final FileDescriptor fd;
  private final FileOutputStream out;

  OrphanWire(FileDescriptor fd) {
    this.fd = fd;
    this.out = new FileOutputStream(fd);
  }

  @Override
  FileDescriptor fd() {
    return fd;
  }

  @Override
  boolean isOpen() {
    return fd.valid();
  }

  @Override
  @Nullable InetSocketAddress peer() {
    return null;
  }

  @Override
  @Nullable InetSocketAddress local() {
    return null;
  }

  @Override
  int write(byte[] bytes, int from, int length) throws IOException {
    // The JDK may have left it non-blocking: a write is tried where there is room.
    if (!Jdk.poll(fd, Jdk.POLLOUT, 100)) {
      return 0;
    }
    int count = Math.min(length, 4096);
    out.write(bytes, from, count);
    return count;
  }

  @Override
  void shutdownOutput() {}

  @Override
  void close() throws IOException {
    try {
      Jdk.set(fd, StandardSocketOptions.SO_LINGER, -1);
    } finally {
      out.close();
    }
  }

  @Override
  void markReset() {}

  @Override
  void interestChanged() {}
}
