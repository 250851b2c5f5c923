package dev.jinx.net;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.net.InetSocketAddress;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** That of an {@code AsynchronousSocketChannel}. */
final class AsyncWire extends Wire {
  private static final VarHandle FD;
  private static final VarHandle REMOTE;
  private static final VarHandle STATE_LOCK;
  private static final MethodHandle BEGIN;
  private static final MethodHandle END;

  /** What came and may not be read yet; under the lock of this. */
  @Nullable Piece held;

  static {
    try {
      Class<?> channel = Class.forName("sun.nio.ch.AsynchronousSocketChannelImpl", false, null);
      FD = Jdk.field(channel, "fd", FileDescriptor.class);
      REMOTE = Jdk.field(channel, "remoteAddress", InetSocketAddress.class);
      STATE_LOCK = Jdk.field(channel, "stateLock", Object.class);
      BEGIN = generic(Jdk.method(channel, "begin", void.class));
      END = generic(Jdk.method(channel, "end", void.class));
    } catch (ReflectiveOperationException unknown) {
      throw new ExceptionInInitializerError(unknown);
    }
  }

  AsyncWire(AsynchronousSocketChannel channel) {
    super(channel);
  }

  private static MethodHandle generic(MethodHandle handle) {
    return handle.asType(handle.type().changeParameterType(0, Object.class));
  }

  private @Nullable AsynchronousSocketChannel channel() {
    return (AsynchronousSocketChannel) socket();
  }

  @Override
  @Nullable FileDescriptor fd() {
    Object channel = socket();
    return channel == null ? null : (FileDescriptor) FD.get(channel);
  }

  @Override
  boolean isOpen() {
    AsynchronousSocketChannel channel = channel();
    return channel != null && channel.isOpen();
  }

  @Override
  boolean isBlocking() {
    return false;
  }

  @Override
  boolean isInputClosed() {
    return false;
  }

  @Override
  @Nullable InetSocketAddress peer() {
    Object channel = socket();
    return channel == null ? null : (InetSocketAddress) REMOTE.getVolatile(channel);
  }

  @Override
  Object stateLock() {
    Object channel = socket();
    return channel == null ? this : (Object) STATE_LOCK.get(channel);
  }

  @Override
  boolean hasDescriptor() {
    return isOpen();
  }

  /** By the JDK's own way of keeping the descriptor while it is used. */
  @Override
  void breakOff() throws IOException {
    Object channel = socket();
    FileDescriptor fd = fd();
    if (channel == null || fd == null) {
      return;
    }
    try {
      BEGIN.invokeExact(channel);
    } catch (Throwable closed) {
      end(channel);
      return;
    }
    try {
      Jdk.breakOff(fd);
    } finally {
      end(channel);
    }
  }

  private static void end(Object channel) throws IOException {
    try {
      END.invokeExact(channel);
    } catch (Throwable thrown) {
      throw Jdk.as(thrown);
    }
  }

  @Override
  @Nullable ReentrantLock writeLock() {
    return null;
  }

  @Override
  void shutdownOutput() throws IOException {
    AsynchronousSocketChannel channel = channel();
    if (channel != null) {
      channel.shutdownOutput();
    }
  }

  @Override
  void close() throws IOException {
    AsynchronousSocketChannel channel = channel();
    if (channel != null) {
      channel.close();
    }
  }

  @Override
  IOException closed() {
    return new AsynchronousCloseException();
  }

  @Override
  IOException interrupted() {
    return closed();
  }

  @Override
  IOException finished() {
    return new ClosedChannelException();
  }

  @Override
  void markReset() {}

  @Override
  void interestChanged() {}
}
