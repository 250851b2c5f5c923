package dev.jinx.net;

import dev.jinx.bootstrap.Threads;
import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** That of a {@code java.net.Socket}: {@code NioSocketImpl}. */
final class PlainWire extends Wire {
  private static final VarHandle FD;
  private static final VarHandle ADDRESS;
  private static final VarHandle PORT;
  private static final VarHandle TIMEOUT;
  private static final VarHandle CONNECTION_RESET;
  private static final VarHandle INPUT_CLOSED;
  private static final VarHandle STATE_LOCK;
  private static final VarHandle WRITE_LOCK;
  private static final MethodHandle IS_OPEN;
  private static final MethodHandle TRY_READ;
  private static final MethodHandle END_READ;
  private static final MethodHandle WRITE;
  private static final MethodHandle SHUTDOWN_OUTPUT;
  private static final MethodHandle CLOSE;

  static {
    try {
      Class<?> socket = Class.forName("java.net.SocketImpl", false, null);
      Class<?> nio = Jdk.NIO_SOCKET;
      FD = Jdk.field(socket, "fd", FileDescriptor.class);
      ADDRESS = Jdk.field(socket, "address", InetAddress.class);
      PORT = Jdk.field(socket, "port", int.class);
      TIMEOUT = Jdk.field(nio, "timeout", int.class);
      CONNECTION_RESET = Jdk.field(nio, "connectionReset", boolean.class);
      INPUT_CLOSED = Jdk.field(nio, "isInputClosed", boolean.class);
      STATE_LOCK = Jdk.field(nio, "stateLock", Object.class);
      WRITE_LOCK = Jdk.field(nio, "writeLock", ReentrantLock.class);
      IS_OPEN = generic(Jdk.method(nio, "isOpen", boolean.class));
      TRY_READ =
          generic(
              Jdk.method(
                  nio,
                  "tryRead",
                  int.class,
                  FileDescriptor.class,
                  byte[].class,
                  int.class,
                  int.class));
      END_READ = generic(Jdk.method(nio, "endRead", void.class, boolean.class));
      WRITE = generic(Jdk.method(nio, "write", void.class, byte[].class, int.class, int.class));
      SHUTDOWN_OUTPUT = generic(Jdk.method(nio, "shutdownOutput", void.class));
      CLOSE = generic(Jdk.method(nio, "close", void.class));
    } catch (ReflectiveOperationException unknown) {
      throw new ExceptionInInitializerError(unknown);
    }
  }

  PlainWire(Object socket) {
    super(socket);
  }

  private static MethodHandle generic(MethodHandle handle) {
    return handle.asType(handle.type().changeParameterType(0, Object.class));
  }

  /** Milliseconds after which reads end, or 0. */
  int timeout() {
    Object socket = socket();
    return socket == null ? 0 : (int) TIMEOUT.getVolatile(socket);
  }

  /** One native read as if no point stood there. */
  static int tryRead(Object socket, FileDescriptor fd, byte[] into, int from, int length)
      throws IOException {
    try {
      return (int) TRY_READ.invokeExact(socket, fd, into, from, length);
    } catch (Throwable thrown) {
      throw Jdk.as(thrown);
    }
  }

  /** Ends a read as if no point stood there. */
  static void endRead(Object socket, boolean completed) throws IOException {
    boolean entered = Threads.enterAgent();
    try {
      END_READ.invokeExact(socket, completed);
    } catch (Throwable thrown) {
      throw Jdk.as(thrown);
    } finally {
      Threads.leaveAgent(entered);
    }
  }

  /** Writes all of it as if no point stood there. */
  static void write(Object socket, byte[] bytes, int from, int length) throws IOException {
    try {
      WRITE.invokeExact(socket, bytes, from, length);
    } catch (Throwable thrown) {
      throw Jdk.as(thrown);
    }
  }

  @Override
  @Nullable FileDescriptor fd() {
    Object socket = socket();
    return socket == null ? null : (FileDescriptor) FD.getVolatile(socket);
  }

  @Override
  boolean isOpen() {
    Object socket = socket();
    try {
      return socket != null && (boolean) IS_OPEN.invokeExact(socket);
    } catch (Throwable thrown) {
      return false;
    }
  }

  @Override
  boolean isBlocking() {
    // Some are not to wait, but none of those is to be connected later.
    return true;
  }

  @Override
  boolean isInputClosed() {
    Object socket = socket();
    return socket == null || (boolean) INPUT_CLOSED.getVolatile(socket);
  }

  @Override
  @Nullable InetSocketAddress peer() {
    Object socket = socket();
    if (socket == null) {
      return null;
    }
    InetAddress address = (InetAddress) ADDRESS.getVolatile(socket);
    int port = (int) PORT.getVolatile(socket);
    return address == null || port == 0 ? null : new InetSocketAddress(address, port);
  }

  @Override
  Object stateLock() {
    Object socket = socket();
    return socket == null ? this : (Object) STATE_LOCK.getVolatile(socket);
  }

  @Override
  boolean hasDescriptor() {
    return isOpen();
  }

  @Override
  @Nullable ReentrantLock writeLock() {
    Object socket = socket();
    return socket == null ? null : (ReentrantLock) WRITE_LOCK.get(socket);
  }

  @Override
  void shutdownOutput() throws IOException {
    Object socket = socket();
    if (socket != null) {
      try {
        SHUTDOWN_OUTPUT.invokeExact(socket);
      } catch (Throwable thrown) {
        throw Jdk.as(thrown);
      }
    }
  }

  @Override
  void close() throws IOException {
    Object socket = socket();
    if (socket != null) {
      try {
        CLOSE.invokeExact(socket);
      } catch (Throwable thrown) {
        throw Jdk.as(thrown);
      }
    }
  }

  @Override
  IOException closed() {
    return new SocketException("Socket closed");
  }

  @Override
  IOException interrupted() throws IOException {
    close();
    return new SocketException("Closed by interrupt");
  }

  @Override
  IOException finished() {
    return new SocketException("Socket output is shutdown");
  }

  @Override
  void markReset() {
    Object socket = socket();
    if (socket != null) {
      CONNECTION_RESET.setVolatile(socket, true);
    }
  }

  @Override
  void interestChanged() {}
}
