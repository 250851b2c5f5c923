package dev.jinx.net;

import dev.jinx.bootstrap.Gate;
import dev.jinx.bootstrap.Replacement;
import dev.jinx.bootstrap.ThreadTable;
import java.io.FileDescriptor;
import java.io.IOException;
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
      PlainWire wire = (PlainWire) link.wire;
      FileDescriptor fd = (FileDescriptor) values[1];
      byte[] into = (byte[]) values[2];
      int from = (Integer) values[3];
      boolean virtual = ThreadTable.isVirtual(Thread.currentThread());
      boolean comesBack = wire.isNonBlocking();
      int read =
          link.in.read(
              (Integer) values[4],
              true,
              !comesBack,
              wire.timeout(),
              !virtual,
              new Inside() {
                @Override
                int go(int most) throws IOException {
                  return wire.tryRead(fd, into, from, most);
                }
              });
      // Virtual threads are interrupted by the JDK, once it looks for more by itself.
      return read == Inflow.GO_ON
          ? null
          : new Replacement(read == Inflow.NOT_NOW ? Jdk.UNAVAILABLE : read);
    }
  }

  /** The end of a read that began when no point was there: its bytes are the caller's already. */
  static final class PlainEnd implements Gate {
    @Override
    public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
      return end(values[0], (Boolean) values[1]);
    }
  }

  /** The same, for a channel that waits. */
  static final class ChannelEnd implements Gate {
    @Override
    public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
      return (Boolean) values[1] ? end(values[0], (Boolean) values[2]) : null;
    }
  }

  private static @Nullable Object end(Object socket, boolean completed) throws Throwable {
    Link link = Doors.touched(socket, null, Op.READ);
    if (link == null || link.in.takeDecided()) {
      return null;
    }
    FileDescriptor fd = link.wire.fd();
    // Without bytes it is the end of the stream, which is readable, or a timeout, which is not.
    if (completed || fd != null && Jdk.poll(fd, Jdk.POLLIN, 0)) {
      link.in.hold();
    }
    return null;
  }

  /** How many bytes a stream could read at once. */
  static final class Available implements Gate {
    @Override
    public @Nullable Object pass(@Nullable Object[] values) {
      Link link = Doors.touched(values[0], null, Op.READ);
      return link == null ? null : new Replacement(link.in.due());
    }
  }

  /** A read of a channel. */
  static final class Channel implements Gate {
    @Override
    public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
      ByteBuffer into = (ByteBuffer) values[1];
      return into == null || into.isReadOnly() ? null : read((SocketChannel) values[0], into, false);
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
    if (link == null) {
      return null;
    }
    boolean waits = channel.isBlocking();
    int read =
        link.in.read(
            into.remaining(),
            waits,
            waits && !ThreadTable.isVirtual(Thread.currentThread()),
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
      ChannelWire wire = (ChannelWire) link.wire;
      byte[] into = (byte[]) values[1];
      int from = (Integer) values[2];
      int read =
          link.in.read(
              (Integer) values[3],
              true,
              !ThreadTable.isVirtual(Thread.currentThread()),
              0,
              false,
              new Inside() {
                @Override
                int go(int most) throws IOException {
                  return wire.tryRead(into, from, most);
                }
              });
      return read == Inflow.GO_ON ? null : new Replacement(read);
    }
  }

  /** A read of ours, which passes the gates. */
  private abstract static class Inside implements Inflow.Reader {
    @Override
    public final int read(int most) throws IOException {
      boolean entered = ThreadTable.enterAgent();
      try {
        return go(most);
      } finally {
        ThreadTable.leaveAgent(entered);
      }
    }

    abstract int go(int most) throws IOException;
  }
}
