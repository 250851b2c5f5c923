package dev.jinx.net;

import dev.jinx.bootstrap.Gate;
import dev.jinx.bootstrap.Replacement;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;

/** At the methods that send datagrams; a {@code DatagramSocket} goes through them. */
final class SendGates {
  private SendGates() {}

  /** How many bytes went, or -1 where the JDK shall send by itself. */
  private static int send(
      DatagramChannel channel,
      @Nullable InetSocketAddress to,
      ByteBuffer[] parts,
      int from,
      int end)
      throws Throwable {
    Post post = to == null || to.isUnresolved() ? null : Posts.touched(channel, Op.WRITE);
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
      post.out.send(letter, data);
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
      int sent = send(channel, DatagramWire.peer(channel), new ByteBuffer[] {data}, 0, 1);
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
      int sent = send(channel, DatagramWire.peer(channel), parts, from, from + count);
      return sent < 0 ? null : new Replacement((long) sent);
    }
  }
}
