package dev.jinx.net;

import dev.jinx.bootstrap.Gate;
import dev.jinx.bootstrap.Replacement;
import dev.jinx.bootstrap.Threads;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** At the methods that write to a connection. */
final class WriteGates {
  /** So much of a file is sent at once where it cannot go from the kernel to the kernel. */
  private static final int CHUNK = 64 * 1024;

  private WriteGates() {}

  /** A write that returns when all was taken: that of a stream. */
  static final class Fully implements Gate {
    @Override
    public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
      byte[] bytes = (byte[]) values[1];
      int from = (Integer) values[2];
      int length = (Integer) values[3];
      if (bytes == null || from < 0 || length <= 0 || from > bytes.length - length) {
        return null;
      }
      Link link = Doors.touched(values[0], null, Op.WRITE);
      if (link == null) {
        return null;
      }
      boolean patient =
          !(values[0] instanceof SocketChannel) && !Threads.isVirtual(Thread.currentThread());
      int taken = link.out.takeAll(new Bytes(bytes, from, length), patient);
      if (taken == Outflow.PASSES) {
        new Inside(link) {
          @Override
          long go() throws IOException {
            if (values[0] instanceof SocketChannel) {
              ChannelWire.writeFully(values[0], bytes, from, length);
            } else {
              PlainWire.write(values[0], bytes, from, length);
            }
            return length;
          }
        }.write();
      }
      return taken == Outflow.GO_ON ? null : new Replacement(null);
    }
  }

  /** A write of a channel. */
  static final class Channel implements Gate {
    @Override
    public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
      ByteBuffer from = (ByteBuffer) values[1];
      if (from == null) {
        return null;
      }
      SocketChannel channel = (SocketChannel) values[0];
      Link link = link(channel);
      if (link == null) {
        return null;
      }
      long taken = link.out.offer(new Buffers(new ByteBuffer[] {from}, 0, 1), channel.isBlocking());
      if (taken == Outflow.PASSES) {
        taken =
            new Inside(link) {
              @Override
              long go() throws IOException {
                return channel.write(from);
              }
            }.write();
      }
      return taken == Outflow.GO_ON ? null : new Replacement((int) taken);
    }
  }

  /** A write of a channel from several buffers. */
  static final class Gathering implements Gate {
    @Override
    public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
      ByteBuffer[] all = (ByteBuffer[]) values[1];
      int from = (Integer) values[2];
      int length = (Integer) values[3];
      if (all == null || from < 0 || length < 0 || from > all.length - length) {
        return null;
      }
      SocketChannel channel = (SocketChannel) values[0];
      Link link = link(channel);
      if (link == null) {
        return null;
      }
      long taken = link.out.offer(new Buffers(all, from, from + length), channel.isBlocking());
      if (taken == Outflow.PASSES) {
        taken =
            new Inside(link) {
              @Override
              long go() throws IOException {
                return channel.write(all, from, length);
              }
            }.write();
      }
      return taken == Outflow.GO_ON ? null : new Replacement(taken);
    }
  }

  private static @Nullable Link link(SocketChannel channel) {
    Link link = Doors.touched(channel, null, Op.WRITE);
    return link == null || !channel.isConnected() ? null : link;
  }

  /** The JDK's own write, from within the gate: so it is known when it has ended. */
  private abstract static class Inside {
    private final Link link;

    Inside(Link link) {
      this.link = link;
    }

    final long write() throws Throwable {
      boolean entered = Threads.enterAgent();
      try {
        return go();
      } catch (RuntimeException | Error thrown) {
        // To the application: it is not to be written again.
        throw new Armed(thrown);
      } finally {
        Threads.leaveAgent(entered);
        link.out.passed();
      }
    }

    abstract long go() throws IOException;
  }

  /** A file that goes to a connection without passing through the JVM. */
  static final class Transfer implements Gate {
    @Override
    public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
      WritableByteChannel target = (WritableByteChannel) values[3];
      long position = (Long) values[1];
      long count = (Long) values[2];
      if (!(target instanceof SocketChannel) || position < 0 || count <= 0) {
        return null;
      }
      Link link = Doors.touched(target, null, Op.WRITE);
      if (link == null) {
        return null;
      }
      FileChannel file = (FileChannel) values[0];
      SocketChannel to = (SocketChannel) target;
      long sent = 0;
      boolean more = true;
      while (more && sent < count) {
        ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK, count - sent));
        if (file.read(chunk, position + sent) <= 0) {
          break;
        }
        chunk.flip();
        // By the channel's own write, at which the other gate stands.
        sent += to.write(chunk);
        while (to.isBlocking() && chunk.hasRemaining()) {
          sent += to.write(chunk);
        }
        more = !chunk.hasRemaining();
      }
      return new Replacement(sent);
    }
  }

  private static final class Bytes implements Outflow.Source {
    private final byte[] bytes;
    private final int end;
    private int at;

    Bytes(byte[] bytes, int from, int length) {
      this.bytes = bytes;
      this.at = from;
      this.end = from + length;
    }

    @Override
    public int remaining() {
      return end - at;
    }

    @Override
    public byte[] take(int count) {
      byte[] taken = Arrays.copyOfRange(bytes, at, at + count);
      at += count;
      return taken;
    }
  }

  private static final class Buffers implements Outflow.Source {
    private final ByteBuffer[] all;
    private final int from;
    private final int end;

    Buffers(ByteBuffer[] all, int from, int end) {
      this.all = all;
      this.from = from;
      this.end = end;
    }

    @Override
    public int remaining() {
      long sum = 0;
      for (int i = from; i < end; i++) {
        sum += all[i] == null ? 0 : all[i].remaining();
      }
      return (int) Math.min(Integer.MAX_VALUE, sum);
    }

    @Override
    public byte[] take(int count) {
      byte[] taken = new byte[count];
      int at = 0;
      for (int i = from; i < end && at < count; i++) {
        int part = Math.min(all[i].remaining(), count - at);
        all[i].get(taken, at, part);
        at += part;
      }
      return taken;
    }
  }
}
