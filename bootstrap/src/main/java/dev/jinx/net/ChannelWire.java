package dev.jinx.net;

import dev.jinx.bootstrap.Threads;
import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** That of a {@code SocketChannel}. */
final class ChannelWire extends Wire {
  private static final VarHandle FD;
  private static final VarHandle FAMILY;
  private static final VarHandle REMOTE;
  private static final VarHandle CONNECTION_RESET;
  private static final VarHandle INPUT_CLOSED;
  private static final VarHandle STATE_LOCK;
  private static final VarHandle WRITE_LOCK;
  private static final VarHandle STATE;
  private static final int CLOSING;
  private static final MethodHandle TRY_READ;
  private static final MethodHandle END_READ;
  private static final MethodHandle CLOSE;
  private static final MethodHandle WRITE_FULLY;
  private static final MethodHandle INTEREST;
  private static final MethodHandle BEGIN_CONNECT;

  static {
    try {
      Class<?> channel = Jdk.SOCKET_CHANNEL;
      FD = Jdk.field(channel, "fd", FileDescriptor.class);
      FAMILY = Jdk.field(channel, "family", ProtocolFamily.class);
      REMOTE = Jdk.field(channel, "remoteAddress", SocketAddress.class);
      CONNECTION_RESET = Jdk.field(channel, "connectionReset", boolean.class);
      INPUT_CLOSED = Jdk.field(channel, "isInputClosed", boolean.class);
      STATE_LOCK = Jdk.field(channel, "stateLock", Object.class);
      WRITE_LOCK = Jdk.field(channel, "writeLock", ReentrantLock.class);
      STATE = Jdk.field(channel, "state", int.class);
      CLOSING = Jdk.constant(channel, "ST_CLOSING");
      TRY_READ =
          generic(Jdk.method(channel, "tryRead", int.class, byte[].class, int.class, int.class));
      END_READ = generic(Jdk.method(channel, "endRead", void.class, boolean.class, boolean.class));
      CLOSE = generic(Jdk.method(channel, "implCloseSelectableChannel", void.class));
      WRITE_FULLY =
          generic(
              Jdk.method(
                  channel, "blockingWriteFully", void.class, byte[].class, int.class, int.class));
      INTEREST = generic(Jdk.method(channel, "translateInterestOps", int.class, int.class));
      BEGIN_CONNECT =
          generic(
              Jdk.method(channel, "beginConnect", void.class, boolean.class, SocketAddress.class));
    } catch (ReflectiveOperationException unknown) {
      throw new ExceptionInInitializerError(unknown);
    }
  }

  ChannelWire(SocketChannel channel) {
    super(channel);
  }

  private static MethodHandle generic(MethodHandle handle) {
    return handle.asType(handle.type().changeParameterType(0, Object.class));
  }

  private @Nullable SocketChannel channel() {
    return (SocketChannel) socket();
  }

  /** One native read as if no point stood there, for the channel's stream. */
  static int tryRead(Object channel, byte[] into, int from, int length) throws IOException {
    try {
      return (int) TRY_READ.invokeExact(channel, into, from, length);
    } catch (Throwable thrown) {
      throw Jdk.as(thrown);
    }
  }

  /** Ends a read that may have waited as if no point stood there. */
  static void endRead(Object channel, boolean completed) throws IOException {
    boolean entered = Threads.enterAgent();
    try {
      END_READ.invokeExact(channel, true, completed);
    } catch (Throwable thrown) {
      throw Jdk.as(thrown);
    } finally {
      Threads.leaveAgent(entered);
    }
  }

  /** What is left of a close which has begun, as if no point stood there. */
  static void endClose(Object channel) throws IOException {
    boolean entered = Threads.enterAgent();
    try {
      CLOSE.invokeExact(channel);
      Jdk.cancel(channel);
    } catch (Throwable thrown) {
      throw Jdk.as(thrown);
    } finally {
      Threads.leaveAgent(entered);
    }
  }

  /** Writes all of it as if no point stood there, for the channel's stream. */
  static void writeFully(Object channel, byte[] bytes, int from, int length) throws IOException {
    try {
      WRITE_FULLY.invokeExact(channel, bytes, from, length);
    } catch (Throwable thrown) {
      throw Jdk.as(thrown);
    }
  }

  /** What a selector is to wait for, as if no point stood there. */
  static int interest(Object channel, int ops) throws IOException {
    try {
      return (int) INTEREST.invokeExact(channel, ops);
    } catch (Throwable thrown) {
      throw Jdk.as(thrown);
    }
  }

  /** Has the channel believe that its connection is under way. */
  static void beginConnect(Object channel, InetSocketAddress to) throws IOException {
    try {
      BEGIN_CONNECT.invokeExact(channel, false, (SocketAddress) to);
    } catch (Throwable thrown) {
      throw Jdk.as(thrown);
    }
  }

  @Override
  @Nullable FileDescriptor fd() {
    Object channel = socket();
    return channel == null ? null : (FileDescriptor) FD.getVolatile(channel);
  }

  @Override
  boolean isOpen() {
    SocketChannel channel = channel();
    return channel != null && channel.isOpen();
  }

  @Override
  boolean isBlocking() {
    SocketChannel channel = channel();
    return channel != null && channel.isBlocking();
  }

  @Override
  ProtocolFamily family() {
    Object channel = socket();
    return channel == null ? super.family() : (ProtocolFamily) FAMILY.get(channel);
  }

  @Override
  boolean isInputClosed() {
    Object channel = socket();
    return channel == null || (boolean) INPUT_CLOSED.getVolatile(channel);
  }

  @Override
  @Nullable InetSocketAddress peer() {
    Object channel = socket();
    return channel == null ? null : Jdk.address((SocketAddress) REMOTE.getVolatile(channel));
  }

  @Override
  Object stateLock() {
    Object channel = socket();
    return channel == null ? this : (Object) STATE_LOCK.getVolatile(channel);
  }

  @Override
  boolean hasDescriptor() {
    // Not whether it is open: a channel that is being closed says no before it has begun to.
    Object channel = socket();
    return channel != null && (int) STATE.getVolatile(channel) < CLOSING;
  }

  @Override
  @Nullable ReentrantLock writeLock() {
    Object channel = socket();
    return channel == null ? null : (ReentrantLock) WRITE_LOCK.get(channel);
  }

  @Override
  void shutdownOutput() throws IOException {
    SocketChannel channel = channel();
    if (channel != null) {
      channel.shutdownOutput();
    }
  }

  @Override
  void close() throws IOException {
    SocketChannel channel = channel();
    if (channel != null) {
      channel.close();
    }
  }

  @Override
  IOException closed() {
    return new AsynchronousCloseException();
  }

  @Override
  IOException interrupted() throws IOException {
    close();
    return new ClosedByInterruptException();
  }

  @Override
  IOException finished() {
    return new ClosedChannelException();
  }

  @Override
  void markReset() {
    Object channel = socket();
    if (channel != null) {
      CONNECTION_RESET.setVolatile(channel, true);
    }
  }

  @Override
  void interestChanged() {
    Object channel = socket();
    if (channel != null) {
      Jdk.interestChanged(channel);
    }
  }
}
