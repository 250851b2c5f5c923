package dev.jinx.net;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** That of a {@code java.net.Socket}: {@code NioSocketImpl}. */
final class PlainWire extends Wire {
  private static final VarHandle FD;
  private static final VarHandle ADDRESS;
  private static final VarHandle PORT;
  private static final VarHandle TIMEOUT;
  private static final VarHandle NON_BLOCKING;
  private static final VarHandle CONNECTION_RESET;
  private static final MethodHandle IS_OPEN;
  private static final MethodHandle WRITE;
  private static final MethodHandle TRY_READ;
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
      NON_BLOCKING = Jdk.field(nio, "nonBlocking", boolean.class);
      CONNECTION_RESET = Jdk.field(nio, "connectionReset", boolean.class);
      IS_OPEN = generic(Jdk.method(nio, "isOpen", boolean.class));
      WRITE = generic(Jdk.method(nio, "write", void.class, byte[].class, int.class, int.class));
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
      SHUTDOWN_OUTPUT = generic(Jdk.method(nio, "shutdownOutput", void.class));
      CLOSE = generic(Jdk.method(nio, "close", void.class));
    } catch (ReflectiveOperationException unknown) {
      throw new ExceptionInInitializerError(unknown);
    }
  }

  private final Object socket;

  PlainWire(Object socket) {
    this.socket = socket;
  }

  private static MethodHandle generic(MethodHandle handle) {
    return handle.asType(handle.type().changeParameterType(0, Object.class));
  }

  /** Milliseconds after which reads end, or 0. */
  int timeout() {
    return (int) TIMEOUT.getVolatile(socket);
  }

  /** Whether native calls come back instead of waiting. */
  boolean isNonBlocking() {
    return (boolean) NON_BLOCKING.getVolatile(socket);
  }

  /** One native read as if no point stood there. */
  int tryRead(FileDescriptor fd, byte[] into, int from, int length) throws IOException {
    try {
      return (int) TRY_READ.invokeExact(socket, fd, into, from, length);
    } catch (Throwable thrown) {
      throw Jdk.as(thrown);
    }
  }

  @Override
  @Nullable FileDescriptor fd() {
    return (FileDescriptor) FD.getVolatile(socket);
  }

  @Override
  boolean isOpen() {
    try {
      return (boolean) IS_OPEN.invokeExact(socket);
    } catch (Throwable thrown) {
      return false;
    }
  }

  @Override
  @Nullable InetSocketAddress peer() {
    InetAddress address = (InetAddress) ADDRESS.getVolatile(socket);
    int port = (int) PORT.getVolatile(socket);
    return address == null || port == 0 ? null : new InetSocketAddress(address, port);
  }

  @Override
  @Nullable InetSocketAddress local() {
    FileDescriptor fd = fd();
    try {
      return fd == null || !fd.valid() ? null : Jdk.localAddress(fd);
    } catch (IOException closed) {
      return null;
    }
  }

  @Override
  int write(byte[] bytes, int from, int length) throws IOException {
    try {
      WRITE.invokeExact(socket, bytes, from, length);
      return length;
    } catch (Throwable thrown) {
      throw Jdk.as(thrown);
    }
  }

  @Override
  void shutdownOutput() throws IOException {
    try {
      SHUTDOWN_OUTPUT.invokeExact(socket);
    } catch (Throwable thrown) {
      throw Jdk.as(thrown);
    }
  }

  @Override
  void close() throws IOException {
    try {
      CLOSE.invokeExact(socket);
    } catch (Throwable thrown) {
      throw Jdk.as(thrown);
    }
  }

  @Override
  void markReset() {
    CONNECTION_RESET.setVolatile(socket, true);
  }

  @Override
  void interestChanged() {}
}
