package dev.jinx.net;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** That of a {@code SocketChannel}. */
final class ChannelWire extends Wire {
  private static final VarHandle FD;
  private static final VarHandle REMOTE;
  private static final VarHandle CONNECTION_RESET;
  private static final MethodHandle TRY_READ;
  private static final MethodHandle INTEREST;
  private static final MethodHandle BEGIN_CONNECT;

  static {
    try {
      Class<?> channel = Jdk.SOCKET_CHANNEL;
      FD = Jdk.field(channel, "fd", FileDescriptor.class);
      REMOTE = Jdk.field(channel, "remoteAddress", SocketAddress.class);
      CONNECTION_RESET = Jdk.field(channel, "connectionReset", boolean.class);
      MethodHandle read =
          Jdk.method(channel, "tryRead", int.class, byte[].class, int.class, int.class);
      TRY_READ = read.asType(read.type().changeParameterType(0, Object.class));
      MethodHandle interest = Jdk.method(channel, "translateInterestOps", int.class, int.class);
      INTEREST = interest.asType(interest.type().changeParameterType(0, Object.class));
      MethodHandle begin =
          Jdk.method(channel, "beginConnect", void.class, boolean.class, SocketAddress.class);
      BEGIN_CONNECT = begin.asType(begin.type().changeParameterType(0, Object.class));
    } catch (ReflectiveOperationException unknown) {
      throw new ExceptionInInitializerError(unknown);
    }
  }

  private final SocketChannel channel;

  ChannelWire(SocketChannel channel) {
    this.channel = channel;
  }

  boolean isBlocking() {
    return channel.isBlocking();
  }

  /** One native read as if no point stood there, for the channel's stream. */
  int tryRead(byte[] into, int from, int length) throws IOException {
    try {
      return (int) TRY_READ.invokeExact((Object) channel, into, from, length);
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
  void beginConnect(InetSocketAddress to) throws IOException {
    try {
      BEGIN_CONNECT.invokeExact((Object) channel, false, (SocketAddress) to);
    } catch (Throwable thrown) {
      throw Jdk.as(thrown);
    }
  }

  @Override
  @Nullable FileDescriptor fd() {
    return (FileDescriptor) FD.getVolatile(channel);
  }

  @Override
  boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  @Nullable InetSocketAddress peer() {
    return Jdk.address((SocketAddress) REMOTE.getVolatile(channel));
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
    return channel.write(ByteBuffer.wrap(bytes, from, length));
  }

  @Override
  void shutdownOutput() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  void close() throws IOException {
    channel.close();
  }

  @Override
  void markReset() {
    CONNECTION_RESET.setVolatile(channel, true);
  }

  @Override
  void interestChanged() {
    SelectionKey[] keys = (SelectionKey[]) Jdk.KEYS.getVolatile(channel);
    if (keys == null) {
      return;
    }
    for (SelectionKey key : keys.clone()) {
      if (key != null && key.isValid()) {
        Selector selector = key.selector();
        try {
          Jdk.SET_EVENT_OPS.invoke(selector, key);
        } catch (Throwable closed) {
          continue;
        }
        selector.wakeup();
      }
    }
  }
}
