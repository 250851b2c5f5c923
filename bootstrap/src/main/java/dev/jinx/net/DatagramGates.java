package dev.jinx.net;

import dev.jinx.bootstrap.Gate;
import dev.jinx.bootstrap.Replacement;
import dev.jinx.bootstrap.Threads;
import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.net.DatagramPacket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** At the methods that send and receive datagrams; a {@code DatagramSocket} goes through them. */
final class DatagramGates {
  private static final VarHandle FD;
  private static final VarHandle LOCAL;
  private static final VarHandle REMOTE;
  private static final VarHandle LENGTH;
  private static final VarHandle BUFFER_LENGTH;
  private static final byte[] NOTHING = {};
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

  private DatagramGates() {}

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

  /** The socket, where datagrams that go this way have to be looked at; else null. */
  private static @Nullable Post touched(Object channel, Op op) {
    if (Doors.isInside()) {
      return null;
    }
    Post known = Posts.find(channel);
    Post post = known == null ? new Post((DatagramChannel) channel) : known;
    if (post.open() == null) {
      return null;
    }
    // Also where no point wants to see them: that is known of it from now on.
    Post one = known == null ? Posts.add((DatagramChannel) channel, post) : post;
    return one.isTouched(op) ? one : null;
  }

  /** Whether calls of that kind have to be looked at, as far as is known. */
  static boolean concerns(DatagramChannel channel, Op op) {
    Post known = Posts.find(channel);
    return known == null || known.isTouched(op);
  }

  /** Where it is bound, or null; always the same object as long as that does not change. */
  static @Nullable InetSocketAddress local(DatagramChannel channel) {
    return (InetSocketAddress) LOCAL.getVolatile(channel);
  }

  /** What it is connected to, or null. */
  static @Nullable InetSocketAddress peer(DatagramChannel channel) {
    return (InetSocketAddress) REMOTE.getVolatile(channel);
  }

  /** How many bytes went, or -1 where the JDK shall send by itself. */
  private static int send(
      DatagramChannel channel,
      @Nullable InetSocketAddress to,
      ByteBuffer[] parts,
      int from,
      int end)
      throws Throwable {
    Post post = to == null || to.isUnresolved() ? null : touched(channel, Op.WRITE);
    if (post == null || to == null || !post.isTouchedTo(to)) {
      return -1;
    }
    int bytes = 0;
    for (int i = from; i < end; i++) {
      bytes += parts[i].remaining();
    }
    Letter letter = post.touch(Op.WRITE, to, bytes);
    if (letter.passes()) {
      return -1;
    }
    if (letter.refused && channel.isConnected()) {
      throw new PortUnreachableException();
    }
    byte[] data = new byte[bytes];
    int at = 0;
    for (int i = from; i < end; i++) {
      int part = parts[i].remaining();
      parts[i].get(data, at, part);
      at += part;
    }
    if (!letter.lost && !letter.refused) {
      post.send(letter, data);
    }
    return bytes;
  }

  /** To an address. */
  static final class Send implements Gate {
    @Override
    public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
      ByteBuffer data = (ByteBuffer) values[1];
      if (data == null || !(values[2] instanceof InetSocketAddress)) {
        return null;
      }
      InetSocketAddress to = (InetSocketAddress) values[2];
      int sent = send((DatagramChannel) values[0], to, new ByteBuffer[] {data}, 0, 1);
      return sent < 0 ? null : new Replacement(sent);
    }
  }

  /** To the address that it is connected to. */
  static final class Write implements Gate {
    @Override
    public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
      DatagramChannel channel = (DatagramChannel) values[0];
      ByteBuffer data = (ByteBuffer) values[1];
      if (data == null || !channel.isConnected()) {
        return null;
      }
      int sent = send(channel, peer(channel), new ByteBuffer[] {data}, 0, 1);
      return sent < 0 ? null : new Replacement(sent);
    }
  }

  /** The same, from several buffers. */
  static final class Gather implements Gate {
    @Override
    public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
      DatagramChannel channel = (DatagramChannel) values[0];
      ByteBuffer[] parts = (ByteBuffer[]) values[1];
      int from = (Integer) values[2];
      int count = (Integer) values[3];
      if (parts == null
          || from < 0
          || count < 0
          || from > parts.length - count
          || !channel.isConnected()) {
        return null;
      }
      int sent = send(channel, peer(channel), parts, from, from + count);
      return sent < 0 ? null : new Replacement((long) sent);
    }
  }

  /** What the JDK has put into a buffer just now. */
  private static ByteBuffer came(ByteBuffer into, int from) {
    ByteBuffer came = into.duplicate();
    came.limit(into.position()).position(from);
    return came;
  }

  /** Puts what fits; the rest of a datagram is lost, as the kernel has it. */
  private static int put(Letter letter, ByteBuffer into) {
    byte[] data = letter.data == null ? new byte[0] : letter.data;
    int count = Math.min(data.length, into.remaining());
    into.put(data, 0, count);
    return count;
  }

  /** From anyone, or from the address that it is connected to. */
  static final class Receive implements Gate {
    @Override
    public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
      DatagramChannel channel = (DatagramChannel) values[0];
      ByteBuffer into = (ByteBuffer) values[1];
      if (into == null || into.isReadOnly() || local(channel) == null) {
        return null;
      }
      Post post = touched(channel, Op.READ);
      if (post == null) {
        return null;
      }
      if (post.isLeftAlone()) {
        int at = into.position();
        SocketAddress sender = DatagramGates.receive(channel, into);
        if (sender == null || !post.meets(Jdk.address(sender))) {
          return new Replacement(sender);
        }
        Letter met = post.take(Jdk.address(sender), came(into, at));
        into.position(at);
        if (met != null) {
          put(met, into);
          return new Replacement(met.peer);
        }
      }
      Letter letter = post.receive(channel, channel.isBlocking() ? 0 : -1);
      if (letter == null) {
        return channel.isBlocking() ? null : new Replacement(null);
      }
      put(letter, into);
      return new Replacement(letter.peer);
    }
  }

  /** From the address that it is connected to, into one buffer or several. */
  static final class Read implements Gate {
    private final boolean several;

    Read(boolean several) {
      this.several = several;
    }

    @Override
    public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
      DatagramChannel channel = (DatagramChannel) values[0];
      ByteBuffer[] parts =
          several ? (ByteBuffer[]) values[1] : new ByteBuffer[] {(ByteBuffer) values[1]};
      int from = several ? (Integer) values[2] : 0;
      int end = several ? from + (Integer) values[3] : 1;
      if (parts == null || from < 0 || end > parts.length || !channel.isConnected()) {
        return null;
      }
      for (int i = from; i < end; i++) {
        if (parts[i] == null || parts[i].isReadOnly()) {
          return null;
        }
      }
      Post post = touched(channel, Op.READ);
      if (post == null) {
        return null;
      }
      Letter letter = post.receive(channel, channel.isBlocking() ? 0 : -1);
      if (letter == null && channel.isBlocking()) {
        return null;
      }
      int count = 0;
      if (letter != null) {
        ByteBuffer rest = ByteBuffer.wrap(letter.data == null ? new byte[0] : letter.data);
        for (int i = from; i < end && rest.hasRemaining(); i++) {
          int part = Math.min(rest.remaining(), parts[i].remaining());
          ByteBuffer slice = rest.slice();
          slice.limit(part);
          parts[i].put(slice);
          rest.position(rest.position() + part);
          count += part;
        }
      }
      return several ? new Replacement((long) count) : new Replacement(count);
    }
  }

  /** For a {@code DatagramSocket}. */
  static final class Blocking implements Gate {
    private static @Nullable Object receive(DatagramChannel channel, Object into, long nanos)
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

    private static ByteBuffer came(Object into, int at) {
      if (into instanceof ByteBuffer) {
        return DatagramGates.came((ByteBuffer) into, at);
      }
      DatagramPacket packet = (DatagramPacket) into;
      return ByteBuffer.wrap(packet.getData(), packet.getOffset(), packet.getLength());
    }

    /** What a packet says of who has sent how much. */
    private static DatagramPacket copy(DatagramPacket packet) {
      DatagramPacket copy = new DatagramPacket(NOTHING, 0);
      restore(copy, packet);
      return copy;
    }

    private static void restore(DatagramPacket packet, DatagramPacket before) {
      LENGTH.set(packet, before.getLength());
      packet.setAddress(before.getAddress());
      packet.setPort(before.getPort());
    }

    @Override
    public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
      DatagramChannel channel = (DatagramChannel) values[0];
      long nanos = (Long) values[2];
      Post post = channel.isBlocking() ? touched(channel, Op.READ) : null;
      if (post == null) {
        return null;
      }
      Letter letter = null;
      if (post.isLeftAlone()) {
        long end = System.nanoTime() + nanos;
        Object into = values[1];
        int at = into instanceof ByteBuffer ? ((ByteBuffer) into).position() : 0;
        DatagramPacket before = into instanceof ByteBuffer ? null : copy((DatagramPacket) into);
        Object sender = receive(channel, into, nanos);
        if (!(into instanceof ByteBuffer)) {
          sender = ((DatagramPacket) into).getSocketAddress();
        }
        InetSocketAddress from = sender == null ? null : Jdk.address((SocketAddress) sender);
        if (!post.meets(from)) {
          return new Replacement(into instanceof ByteBuffer ? sender : null);
        }
        letter = post.take(from, came(into, at));
        if (before == null) {
          ((ByteBuffer) into).position(at);
        } else if (letter == null) {
          restore((DatagramPacket) into, before);
        }
        nanos = nanos == 0 ? 0 : Math.max(1, end - System.nanoTime());
      }
      if (letter == null) {
        letter = post.receive(channel, nanos);
      }
      if (letter == null) {
        if (nanos > 0 && channel.isOpen() && !Thread.currentThread().isInterrupted()) {
          throw new SocketTimeoutException("Receive timed out");
        }
        return null;
      }
      if (values[1] instanceof ByteBuffer) {
        put(letter, (ByteBuffer) values[1]);
        return new Replacement(letter.peer);
      }
      DatagramPacket packet = (DatagramPacket) values[1];
      int room = (int) BUFFER_LENGTH.get(packet);
      int count = put(letter, ByteBuffer.wrap(packet.getData(), packet.getOffset(), room));
      LENGTH.set(packet, count);
      packet.setSocketAddress(letter.peer);
      return new Replacement(null);
    }
  }

  /** Whether something that came is held back for a socket. */
  private static boolean holds(@Nullable Object channel) {
    Post post = channel == null ? null : Posts.find(channel);
    return post != null && !post.in.isEmpty() && !Doors.isInside();
  }

  /** Has a selector wait for what is always there while something is due with us. */
  static final class Interest implements Gate {
    @Override
    public boolean concerns(@Nullable Object self) {
      return holds(self);
    }

    @Override
    public @Nullable Object pass(@Nullable Object[] values) {
      Post post = Posts.find(values[0]);
      int ops = (Integer) values[1];
      boolean reads = (ops & java.nio.channels.SelectionKey.OP_READ) != 0;
      return post != null && reads && !Doors.isInside() && post.raises()
          ? new Replacement(Jdk.POLLIN | Jdk.POLLOUT)
          : null;
    }
  }

  /** And has it find that there is something to be read. */
  static final class Ready implements Gate {
    private final boolean updates;

    Ready(boolean updates) {
      this.updates = updates;
    }

    @Override
    public boolean concerns(@Nullable Object self) {
      return holds(self);
    }

    @Override
    public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
      Object channel = (Object) values[0];
      Object key = (Object) values[2];
      Post post = Posts.find(channel);
      int ops = (Integer) values[1];
      if (post == null || (ops & Jdk.POLLIN) != 0 || !post.isDue() || Doors.isInside()) {
        return null;
      }
      boolean entered = Threads.enterAgent();
      try {
        MethodHandle ready = updates ? UPDATE_READY : SET_READY;
        return new Replacement((boolean) ready.invokeExact(channel, ops | Jdk.POLLIN, key));
      } finally {
        Threads.leaveAgent(entered);
      }
    }
  }
}
