package dev.jinx.net;

import dev.jinx.bootstrap.Gate;
import dev.jinx.bootstrap.Replacement;
import dev.jinx.bootstrap.Threads;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** At the methods that begin a connection. */
final class ConnectGates {
  private ConnectGates() {}

  private static final InetAddress LOOPBACK = address(127, 0, 0, 1);
  private static final InetAddress LOOPBACK_6 =
      address(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);

  private static InetAddress address(int... of) {
    byte[] bytes = new byte[of.length];
    for (int i = 0; i < of.length; i++) {
      bytes[i] = (byte) of[i];
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException never) {
      throw new ExceptionInInitializerError(never);
    }
  }

  /** Where it goes; as in the JDK, whoever connects to no address means this machine. */
  private static @Nullable InetSocketAddress target(@Nullable Object address, boolean ofChannel) {
    if (!(address instanceof InetSocketAddress) || ((InetSocketAddress) address).isUnresolved()) {
      return null;
    }
    InetSocketAddress to = (InetSocketAddress) address;
    if (!to.getAddress().isAnyLocalAddress()) {
      return to;
    }
    if (ofChannel) {
      boolean old = to.getAddress() instanceof Inet4Address;
      return new InetSocketAddress(old ? LOOPBACK : LOOPBACK_6, to.getPort());
    }
    try {
      return new InetSocketAddress(InetAddress.getLocalHost(), to.getPort());
    } catch (UnknownHostException unknown) {
      // The JDK tells of it.
      return null;
    }
  }

  private static @Nullable Link link(Object socket, @Nullable InetSocketAddress to) {
    return to == null ? null : Doors.touched(socket, to, Op.CONNECT);
  }

  /** That of a {@code Socket}. */
  static final class Plain implements Gate {
    @Override
    public boolean concerns(@Nullable Object self) {
      return Doors.areSeen(Op.CONNECT);
    }

    @Override
    public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
      InetSocketAddress to = target(values[1], false);
      Link link = link(values[0], to);
      if (link != null && to != null) {
        boolean virtual = Threads.isVirtual(Thread.currentThread());
        link.connecting.await((Integer) values[2], !virtual);
      }
      return null;
    }
  }

  /** That of a channel. */
  static final class Channel implements Gate {
    @Override
    public boolean concerns(@Nullable Object self) {
      return Doors.areSeen(Op.CONNECT);
    }

    @Override
    public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
      SocketChannel channel = (SocketChannel) values[0];
      InetSocketAddress to = target(values[1], true);
      Link link = link(channel, to);
      if (link == null || to == null || channel.isConnected() || channel.isConnectionPending()) {
        return null;
      }
      if (channel.isBlocking()) {
        link.connecting.await(0, false);
        return null;
      }
      return link.connecting.defer(to) ? new Replacement(false) : null;
    }
  }

  /** Whether a channel's connection is there by now. */
  static final class Finish implements Gate {
    @Override
    public boolean concerns(@Nullable Object self) {
      return Doors.isKnown(self);
    }

    @Override
    public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
      SocketChannel channel = (SocketChannel) values[0];
      Link link = Links.find(channel);
      if (link == null || Doors.isInside()) {
        return null;
      }
      for (int wakes = link.holders.wakes();
          link.connecting.isPending() && channel.isOpen();
          wakes = link.holders.wakes()) {
        if (!channel.isBlocking()) {
          return new Replacement(false);
        }
        link.holders.park(wakes, Flow.LONGEST_WAIT);
        if (Thread.currentThread().isInterrupted()) {
          throw link.wire.interrupted();
        }
      }
      return null;
    }
  }

  /** That of a channel's socket, with a time limit. */
  static final class Adaptor implements Gate {
    @Override
    public boolean concerns(@Nullable Object self) {
      return Doors.areSeen(Op.CONNECT);
    }

    @Override
    public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
      InetSocketAddress to = target(values[1], true);
      Link link = link(values[0], to);
      if (link != null && to != null) {
        link.connecting.await(((Long) values[2] + 999_999L) / 1_000_000L, false);
      }
      return null;
    }
  }
}
