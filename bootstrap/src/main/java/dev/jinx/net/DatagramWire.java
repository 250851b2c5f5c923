package dev.jinx.net;

import dev.jinx.bootstrap.Threads;
import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.net.DatagramPacket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What the JDK knows of a socket for datagrams, and does with one. */
final class DatagramWire {
  private static final VarHandle FD;
  private static final VarHandle LOCAL;
  private static final VarHandle REMOTE;
  private static final VarHandle LENGTH;
  private static final VarHandle BUFFER_LENGTH;
  private static final MethodHandle UPDATE_READY;
  private static final MethodHandle SET_READY;
  private static final MethodHandle BLOCKING_RECEIVE;

  static {
    try {
      Class<?> channel = Class.forName("sun.nio.ch.DatagramChannelImpl", false, null);
      FD = Jdk.field(channel, "fd", FileDescriptor.class);
      LOCAL = Jdk.field(channel, "localAddress", InetSocketAddress.class);
      REMOTE = Jdk.field(channel, "remoteAddress", InetSocketAddress.class);
      LENGTH = Jdk.field(DatagramPacket.class, "length", int.class);
      BUFFER_LENGTH = Jdk.field(DatagramPacket.class, "bufLength", int.class);
      UPDATE_READY = ready(channel, "translateAndUpdateReadyOps");
      SET_READY = ready(channel, "translateAndSetReadyOps");
      BLOCKING_RECEIVE = blockingReceive(channel);
    } catch (ReflectiveOperationException unknown) {
      throw new ExceptionInInitializerError(unknown);
    }
  }

  private DatagramWire() {}

  private static MethodHandle ready(Class<?> channel, String name)
      throws ReflectiveOperationException {
    MethodHandle ready = Jdk.method(channel, name, boolean.class, int.class, Jdk.SELECTION_KEY);
    MethodType type = ready.type().changeParameterType(0, Object.class);
    return ready.asType(type.changeParameterType(2, Object.class));
  }

  /** In later JDKs it fills a packet by itself. */
  private static MethodHandle blockingReceive(Class<?> channel)
      throws ReflectiveOperationException {
    MethodHandle receive;
    try {
      receive =
          Jdk.method(channel, "blockingReceive", SocketAddress.class, ByteBuffer.class, long.class);
    } catch (NoSuchMethodException later) {
      receive =
          Jdk.method(channel, "blockingReceive", void.class, DatagramPacket.class, long.class);
    }
    return receive.asType(
        MethodType.methodType(Object.class, Object.class, Object.class, long.class));
  }

  static FileDescriptor fd(DatagramChannel channel) {
    return (FileDescriptor) FD.getVolatile(channel);
  }

  /** Where it is bound, or null; always the same object as long as that does not change. */
  static @Nullable InetSocketAddress local(DatagramChannel channel) {
    return (InetSocketAddress) LOCAL.getVolatile(channel);
  }

  /** What it is connected to, or null. */
  static @Nullable InetSocketAddress peer(DatagramChannel channel) {
    return (InetSocketAddress) REMOTE.getVolatile(channel);
  }

  /**
   * Waits for the next datagram, so long at most. Never by the JDK's poller of virtual threads, as
   * {@link Wire#awaitInput}.
   */
  static void await(FileDescriptor fd, long millis) throws IOException {
    Thread self = Thread.currentThread();
    if (!Threads.isVirtual(self)) {
      Jdk.poll(fd, Jdk.POLLIN, millis);
    } else if (!Jdk.poll(fd, Jdk.POLLIN, 0)) {
      LockSupport.parkNanos(fd, Math.min(millis * 1_000_000L, Wire.VIRTUAL_LOOK_NANOS));
    }
  }

  /** Receives one as if no point stood there. */
  static @Nullable SocketAddress receive(DatagramChannel channel, ByteBuffer into)
      throws IOException {
    boolean entered = Threads.enterAgent();
    try {
      return channel.receive(into);
    } finally {
      Threads.leaveAgent(entered);
    }
  }

  /** The same for a {@code DatagramSocket}, into a packet or a buffer, as the JDK has it. */
  static @Nullable Object receive(DatagramChannel channel, Object into, long nanos)
      throws IOException {
    boolean entered = Threads.enterAgent();
    try {
      return (Object) BLOCKING_RECEIVE.invokeExact((Object) channel, into, nanos);
    } catch (Throwable thrown) {
      throw Jdk.as(thrown);
    } finally {
      Threads.leaveAgent(entered);
    }
  }

  /** What a selector is told of a channel, with its result as if no point stood there. */
  static boolean ready(Object channel, boolean updates, int ops, Object key) throws Throwable {
    boolean entered = Threads.enterAgent();
    try {
      MethodHandle ready = updates ? UPDATE_READY : SET_READY;
      return (boolean) ready.invokeExact(channel, ops, key);
    } finally {
      Threads.leaveAgent(entered);
    }
  }

  /** How many bytes a packet may take, whatever it holds now. */
  static int room(DatagramPacket packet) {
    return (int) BUFFER_LENGTH.get(packet);
  }

  /** Unlike the packet's own method, leaves its room as it is. */
  static void setLength(DatagramPacket packet, int length) {
    LENGTH.set(packet, length);
  }
}
