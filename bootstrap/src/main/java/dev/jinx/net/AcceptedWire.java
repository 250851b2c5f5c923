package dev.jinx.net;

import java.io.FileDescriptor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A connection that was just accepted, and has no socket of the JDK yet. */
final class AcceptedWire extends Wire {
  private final FileDescriptor fd;

  AcceptedWire(FileDescriptor fd) {
    super(fd);
    this.fd = fd;
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
  boolean isBlocking() {
    return true;
  }

  @Override
  boolean isInputClosed() {
    return false;
  }

  @Override
  @Nullable InetSocketAddress peer() {
    try {
      return Jdk.remoteAddress(fd);
    } catch (IOException gone) {
      return null;
    }
  }

  @Override
  Object stateLock() {
    return this;
  }

  @Override
  boolean hasDescriptor() {
    return fd.valid();
  }

  @Override
  @Nullable ReentrantLock writeLock() {
    return null;
  }

  @Override
  void shutdownOutput() throws IOException {
    Jdk.shutdownOutput(fd);
  }

  @Override
  void close() throws IOException {
    new OrphanWire(fd).close();
  }

  @Override
  IOException closed() {
    return new SocketException("Socket closed");
  }

  @Override
  IOException interrupted() {
    return closed();
  }

  @Override
  IOException finished() {
    return closed();
  }

  @Override
  void markReset() {}

  @Override
  void interestChanged() {}
}
