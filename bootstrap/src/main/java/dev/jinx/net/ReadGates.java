package dev.jinx.net;

import dev.jinx.bootstrap.Gate;
import dev.jinx.bootstrap.Replacement;
import dev.jinx.bootstrap.Threads;
import java.io.FileDescriptor;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** At the methods that read from a connection. */
final class ReadGates {
  private ReadGates() {}

  /** A native read for a {@code Socket}; the JDK calls it again and again until something comes. */
  static final class Plain implements Gate {
    @Override
    public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
      Link link = Doors.touched(values[0], null, Op.READ);
      if (link == null) {
        return null;
      }
      Object socket = values[0];
      FileDescriptor fd = (FileDescriptor) values[1];
      byte[] into = (byte[]) values[2];
      int from = (Integer) values[3];
      int read =
          link.in.read(
              (Integer) values[4],
              Inflow.Waits.WHILE_HELD,
              ((PlainWire) link.wire).timeout(),
              // Virtual threads are interrupted by the JDK, once it looks for more by itself.
              !Threads.isVirtual(Thread.currentThread()),
              new Inside() {
                @Override
                int go(int most) throws IOException {
                  return PlainWire.tryRead(socket, fd, into, from, most);
                }
              });
      return replacement(read);
    }
  }

  /** The JDK waits by itself for what is not there. */
  private static @Nullable Object replacement(int read) {
    return read == Inflow.GO_ON
        ? null
        : new Replacement(read == Inflow.NOT_NOW ? Jdk.UNAVAILABLE : read);
  }

  /** The end of a read that began when no point was there: its bytes are the caller's already. */
  static final class PlainEnd implements Gate {
    @Override
    public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
      Object socket = values[0];
      boolean completed = (Boolean) values[1];
      try {
        return end(socket, completed);
      } catch (Armed | IOException thrown) {
        PlainWire.endRead(socket, completed);
        throw thrown;
      }
    }
  }

  /** The same, for a channel that waits. */
  static final class ChannelEnd implements Gate {
    @Override
    public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
      Object channel = values[0];
      boolean waits = (Boolean) values[1];
      boolean completed = (Boolean) values[2];
      if (!waits) {
        return null;
      }
      try {
        return end(channel, completed);
      } catch (Armed | IOException thrown) {
        ChannelWire.endRead(channel, completed);
        throw thrown;
      }
    }
  }

  /** Who throws has to do what the JDK does there: it would never close what is being read. */
  private static @Nullable Object end(Object socket, boolean completed) throws Throwable {
    Link link = Doors.touched(socket, null, Op.READ);
    if (link == null || link.in.takeDecided()) {
      return null;
    }
    FileDescriptor fd = link.wire.fd();
    // Without bytes it is the end of the stream, which is readable, or a timeout, which is not.
    if (completed || fd != null && !isOver(link) && Jdk.poll(fd, Jdk.POLLIN, 0)) {
      link.in.hold();
    }
    return null;
  }

  /** Whether it is readable whatever the peer sends. */
  private static boolean isOver(Link link) {
    return link.wire.isInputClosed() || link.in.hasEnded() || link.isBroken();
  }

  /** How many bytes a stream could read at once. */
  static final class Available implements Gate {
    @Override
    public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
      Link link = Doors.touched(values[0], null, Op.READ);
      int due = link == null ? Inflow.GO_ON : link.in.due();
      return due == Inflow.GO_ON ? null : new Replacement(due);
    }
  }

  /** A read of a channel. */
  static final class Channel implements Gate {
    @Override
    public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
      ByteBuffer into = (ByteBuffer) values[1];
      return into == null || into.isReadOnly()
          ? null
          : read((SocketChannel) values[0], into, false);
    }
  }

  /** A read of a channel into several buffers: it may fill only the first with room. */
  static final class Scattering implements Gate {
    @Override
    public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
      ByteBuffer[] all = (ByteBuffer[]) values[1];
      int from = (Integer) values[2];
      int end = from + (Integer) values[3];
      if (all == null || from < 0 || end > all.length) {
        return null;
      }
      for (int i = from; i < end; i++) {
        ByteBuffer one = all[i];
        if (one != null && one.hasRemaining() && !one.isReadOnly()) {
          return read((SocketChannel) values[0], one, true);
        }
      }
      return null;
    }
  }

  private static @Nullable Object read(SocketChannel channel, ByteBuffer into, boolean wide)
      throws Throwable {
    Link link = Doors.touched(channel, null, Op.READ);
    if (link == null || !channel.isConnected()) {
      return null;
    }
    int read =
        link.in.read(
            into.remaining(),
            channel.isBlocking() ? Inflow.Waits.ALWAYS : Inflow.Waits.NEVER,
            0,
            false,
            new Inside() {
              @Override
              int go(int most) throws IOException {
                int limit = into.limit();
                into.limit(into.position() + most);
                try {
                  return channel.read(into);
                } finally {
                  into.limit(limit);
                }
              }
            });
    if (read == Inflow.GO_ON) {
      return null;
    }
    link.in.takeDecided();
    int count = read == Inflow.NOT_NOW ? 0 : read;
    return wide ? new Replacement((long) count) : new Replacement(count);
  }

  /** A native read for a channel's stream. */
  static final class ChannelStream implements Gate {
    @Override
    public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
      Link link = Doors.touched(values[0], null, Op.READ);
      if (link == null) {
        return null;
      }
      Object channel = values[0];
      byte[] into = (byte[]) values[1];
      int from = (Integer) values[2];
      Socket socket = ((SocketChannel) channel).socket();
      int read =
          link.in.read(
              (Integer) values[3],
              Inflow.Waits.WHILE_HELD,
              socket.isClosed() ? 0 : socket.getSoTimeout(),
              false,
              new Inside() {
                @Override
                int go(int most) throws IOException {
                  return ChannelWire.tryRead(channel, into, from, most);
                }
              });
      return replacement(read);
    }
  }

  /** A read of ours, which passes the gates. */
  private abstract static class Inside implements Inflow.Reader {
    @Override
    public final int read(int most) throws IOException {
      boolean entered = Threads.enterAgent();
      try {
        return go(most);
      } finally {
        Threads.leaveAgent(entered);
      }
    }

    abstract int go(int most) throws IOException;
  }
}
