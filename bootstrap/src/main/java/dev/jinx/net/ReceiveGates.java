package dev.jinx.net;

import dev.jinx.bootstrap.Gate;
import dev.jinx.bootstrap.Replacement;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;

/** At the methods of a channel that receive datagrams. */
final class ReceiveGates {
  private ReceiveGates() {}

  /** What the JDK has put into a buffer just now. */
  static ByteBuffer came(ByteBuffer into, int from) {
    ByteBuffer came = into.duplicate();
    came.limit(into.position()).position(from);
    return came;
  }

  /** From anyone, or from the address that it is connected to. */
  static final class Receive implements Gate {
    @Override
    public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
      DatagramChannel channel = (DatagramChannel) values[0];
      ByteBuffer into = (ByteBuffer) values[1];
      if (into == null || into.isReadOnly() || DatagramWire.local(channel) == null) {
        return null;
      }
      Post post = Posts.touched(channel, Op.READ);
      if (post == null) {
        return null;
      }
      if (post.isLeftAlone()) {
        int at = into.position();
        SocketAddress sender = DatagramWire.receive(channel, into);
        if (sender == null || !post.meets(Jdk.address(sender))) {
          return new Replacement(sender);
        }
        Letter met = post.in.take(Jdk.address(sender), came(into, at));
        into.position(at);
        if (met != null) {
          met.putInto(into);
          return new Replacement(met.peer);
        }
      }
      Letter letter = post.in.receive(channel, channel.isBlocking() ? 0 : -1);
      if (letter == null) {
        return channel.isBlocking() ? null : new Replacement(null);
      }
      letter.putInto(into);
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
      Post post = Posts.touched(channel, Op.READ);
      if (post == null) {
        return null;
      }
      Letter letter = post.in.receive(channel, channel.isBlocking() ? 0 : -1);
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
}
