package dev.jinx.net;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;

/**
 * What is used of the JDK's network classes: the same in JDK 17 and 25. Their packages are opened
 * to us before this class is initialized.
 */
final class Jdk {
  static final Class<?> NIO_SOCKET;
  static final Class<?> SOCKET_CHANNEL;
  static final Class<?> SELECTOR;
  static final Class<?> SELECTION_KEY;

  static final int POLLIN;
  static final int POLLOUT;

  /** What a native read or write answers where it would have to wait. */
  static final int UNAVAILABLE = -2;

  private static final MethodHandle POLL;
  private static final MethodHandle AVAILABLE;
  private static final MethodHandle LOCAL_ADDRESS;
  private static final MethodHandle REMOTE_ADDRESS;
  private static final MethodHandle CONNECT;
  private static final MethodHandle SET_OPTION;
  private static final MethodHandle GET_OPTION;
  private static final MethodHandle DISCONNECT;
  private static final MethodHandle NEW_FD;
  private static final MethodHandle FD_VALUE;
  private static final MethodHandle DUP;
  private static final MethodHandle WRITE;
  private static final MethodHandle SHUTDOWN;
  private static final Object DISPATCHER;
  private static final MethodHandle SET_EVENT_OPS;
  private static final VarHandle KEYS;

  static {
    try {
      NIO_SOCKET = Class.forName("sun.nio.ch.NioSocketImpl", false, null);
      SOCKET_CHANNEL = Class.forName("sun.nio.ch.SocketChannelImpl", false, null);
      SELECTOR = Class.forName("sun.nio.ch.SelectorImpl", false, null);
      SELECTION_KEY = Class.forName("sun.nio.ch.SelectionKeyImpl", false, null);
      Class<?> net = Class.forName("sun.nio.ch.Net", true, null);
      Class<?> datagrams = Class.forName("sun.nio.ch.DatagramChannelImpl", false, null);
      Class<?> io = Class.forName("sun.nio.ch.IOUtil", true, null);
      Class<?> files = Class.forName("sun.nio.fs.UnixNativeDispatcher", true, null);
      POLLIN = (short) in(net).findStaticVarHandle(net, "POLLIN", short.class).get();
      POLLOUT = (short) in(net).findStaticVarHandle(net, "POLLOUT", short.class).get();
      POLL = statically(net, "poll", int.class, FileDescriptor.class, int.class, long.class);
      AVAILABLE = statically(net, "available", int.class, FileDescriptor.class);
      LOCAL_ADDRESS =
          statically(net, "localAddress", InetSocketAddress.class, FileDescriptor.class);
      REMOTE_ADDRESS =
          statically(net, "remoteAddress", InetSocketAddress.class, FileDescriptor.class);
      CONNECT =
          statically(
              net,
              "connect",
              int.class,
              ProtocolFamily.class,
              FileDescriptor.class,
              InetAddress.class,
              int.class);
      SET_OPTION =
          statically(
              net,
              "setSocketOption",
              void.class,
              FileDescriptor.class,
              SocketOption.class,
              Object.class);
      GET_OPTION =
          statically(
              net, "getSocketOption", Object.class, FileDescriptor.class, SocketOption.class);
      DISCONNECT =
          statically(datagrams, "disconnect0", void.class, FileDescriptor.class, boolean.class);
      NEW_FD = statically(io, "newFD", FileDescriptor.class, int.class);
      FD_VALUE = statically(io, "fdVal", int.class, FileDescriptor.class);
      DUP = statically(files, "dup", int.class, int.class);
      Class<?> dispatcher = Class.forName("sun.nio.ch.NativeDispatcher", true, null);
      Class<?> sockets = Class.forName("sun.nio.ch.SocketDispatcher", true, null);
      DISPATCHER =
          (Object) in(sockets).findConstructor(sockets, MethodType.methodType(void.class)).invoke();
      MethodHandle write =
          statically(
              io,
              "write",
              int.class,
              FileDescriptor.class,
              ByteBuffer.class,
              long.class,
              dispatcher);
      WRITE = write.asType(write.type().changeParameterType(3, Object.class));
      SHUTDOWN = statically(net, "shutdown", void.class, FileDescriptor.class, int.class);
      MethodHandle changed = method(SELECTOR, "setEventOps", void.class, SELECTION_KEY);
      SET_EVENT_OPS =
          changed.asType(
              changed
                  .type()
                  .changeParameterType(0, Selector.class)
                  .changeParameterType(1, SelectionKey.class));
      Class<?> selectable =
          Class.forName("java.nio.channels.spi.AbstractSelectableChannel", false, null);
      KEYS = field(selectable, "keys", java.nio.channels.SelectionKey[].class);
    } catch (Throwable unknown) {
      throw new ExceptionInInitializerError(unknown);
    }
  }

  private Jdk() {}

  private static MethodHandles.Lookup in(Class<?> type) throws IllegalAccessException {
    return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
  }

  private static MethodHandle statically(
      Class<?> type, String name, Class<?> answer, Class<?>... arguments)
      throws ReflectiveOperationException {
    return in(type).findStatic(type, name, MethodType.methodType(answer, arguments));
  }

  static MethodHandle method(Class<?> type, String name, Class<?> answer, Class<?>... arguments)
      throws ReflectiveOperationException {
    return in(type).findVirtual(type, name, MethodType.methodType(answer, arguments));
  }

  static VarHandle field(Class<?> type, String name, Class<?> of)
      throws ReflectiveOperationException {
    return in(type).findVarHandle(type, name, of);
  }

  static int constant(Class<?> type, String name) throws ReflectiveOperationException {
    return (int) in(type).findStaticVarHandle(type, name, int.class).get();
  }

  /** Whether the events are there within so many milliseconds; 0 looks only. */
  static boolean poll(FileDescriptor fd, int events, long millis) throws IOException {
    try {
      return (int) POLL.invokeExact(fd, events, millis) > 0;
    } catch (Throwable thrown) {
      throw as(thrown);
    }
  }

  /** Bytes that could be read at once. */
  static int available(FileDescriptor fd) throws IOException {
    try {
      return (int) AVAILABLE.invokeExact(fd);
    } catch (Throwable thrown) {
      throw as(thrown);
    }
  }

  static InetSocketAddress localAddress(FileDescriptor fd) throws IOException {
    try {
      return (InetSocketAddress) LOCAL_ADDRESS.invokeExact(fd);
    } catch (Throwable thrown) {
      throw as(thrown);
    }
  }

  static InetSocketAddress remoteAddress(FileDescriptor fd) throws IOException {
    try {
      return (InetSocketAddress) REMOTE_ADDRESS.invokeExact(fd);
    } catch (Throwable thrown) {
      throw as(thrown);
    }
  }

  /** Begins to connect; whether the connection is there already. */
  static boolean connect(ProtocolFamily family, FileDescriptor fd, InetSocketAddress to)
      throws IOException {
    try {
      return (int) CONNECT.invokeExact(family, fd, to.getAddress(), to.getPort()) > 0;
    } catch (Throwable thrown) {
      throw as(thrown);
    }
  }

  static void set(FileDescriptor fd, SocketOption<?> option, Object value) throws IOException {
    try {
      SET_OPTION.invokeExact(fd, option, value);
    } catch (Throwable thrown) {
      throw as(thrown);
    }
  }

  static Object get(FileDescriptor fd, SocketOption<?> option) throws IOException {
    try {
      return (Object) GET_OPTION.invokeExact(fd, option);
    } catch (Throwable thrown) {
      throw as(thrown);
    }
  }

  /** Breaks a connection: the peer gets an RST, the descriptor stays. */
  static void breakOff(FileDescriptor fd) throws IOException {
    try {
      DISCONNECT.invokeExact(fd, false);
    } catch (Throwable thrown) {
      throw as(thrown);
    }
  }

  /** A second descriptor of the same connection, which keeps it alive when the first is closed. */
  static FileDescriptor duplicate(FileDescriptor fd) throws IOException {
    try {
      int value = (int) FD_VALUE.invokeExact(fd);
      int copy = (int) DUP.invokeExact(value);
      return (FileDescriptor) NEW_FD.invokeExact(copy);
    } catch (Throwable thrown) {
      throw as(thrown);
    }
  }

  /** Writes to a socket; how much it took, or a negative answer of the JDK's. */
  static int write(FileDescriptor fd, ByteBuffer bytes) throws IOException {
    try {
      return (int) WRITE.invokeExact(fd, bytes, -1L, DISPATCHER);
    } catch (Throwable thrown) {
      throw as(thrown);
    }
  }

  /** Ends the sending half of a connection. */
  static void shutdownOutput(FileDescriptor fd) throws IOException {
    try {
      SHUTDOWN.invokeExact(fd, 1);
    } catch (Throwable thrown) {
      throw as(thrown);
    }
  }

  /** Has the selectors of a channel ask anew what they are to wait for. */
  static void interestChanged(Object channel) {
    SelectionKey[] keys = (SelectionKey[]) KEYS.getVolatile(channel);
    if (keys != null) {
      for (SelectionKey key : keys.clone()) {
        if (key != null && key.isValid()) {
          interestChanged(key);
        }
      }
    }
  }

  /** Cancels the keys of a channel that is closed. */
  static void cancel(Object channel) {
    SelectionKey[] keys = (SelectionKey[]) KEYS.getVolatile(channel);
    if (keys != null) {
      for (SelectionKey key : keys.clone()) {
        if (key != null) {
          key.cancel();
        }
      }
    }
  }

  private static void interestChanged(SelectionKey key) {
    Selector selector = key.selector();
    try {
      SET_EVENT_OPS.invokeExact(selector, key);
    } catch (Throwable closed) {
      return;
    }
    selector.wakeup();
  }

  /** What a handle threw, as the callers of such methods know it. */
  static IOException as(Throwable thrown) {
    if (thrown instanceof IOException) {
      return (IOException) thrown;
    }
    if (thrown instanceof RuntimeException) {
      throw (RuntimeException) thrown;
    }
    if (thrown instanceof Error) {
      throw (Error) thrown;
    }
    return new IOException(thrown);
  }

  static @Nullable InetSocketAddress address(SocketAddress address) {
    return address instanceof InetSocketAddress ? (InetSocketAddress) address : null;
  }
}
