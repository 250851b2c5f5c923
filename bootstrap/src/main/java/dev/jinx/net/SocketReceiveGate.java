package dev.jinx.net;

import dev.jinx.bootstrap.Gate;
import dev.jinx.bootstrap.Replacement;
import java.net.DatagramPacket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;

/** At the method by which a {@code DatagramSocket} receives. */
final class SocketReceiveGate implements Gate {
  private static final byte[] NOTHING = {};

  private static ByteBuffer came(Object into, int at) {
    if (into instanceof ByteBuffer) {
      return ReceiveGates.came((ByteBuffer) into, at);
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
    DatagramWire.setLength(packet, before.getLength());
    packet.setAddress(before.getAddress());
    packet.setPort(before.getPort());
  }

  @Override
  public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
    DatagramChannel channel = (DatagramChannel) values[0];
    long nanos = (Long) values[2];
    Post post = channel.isBlocking() ? Posts.touched(channel, Op.READ) : null;
    if (post == null) {
      return null;
    }
    Letter letter = null;
    if (post.isLeftAlone()) {
      long end = System.nanoTime() + nanos;
      Object into = values[1];
      int at = into instanceof ByteBuffer ? ((ByteBuffer) into).position() : 0;
      DatagramPacket before = into instanceof ByteBuffer ? null : copy((DatagramPacket) into);
      Object sender = DatagramWire.receive(channel, into, nanos);
      if (!(into instanceof ByteBuffer)) {
        sender = ((DatagramPacket) into).getSocketAddress();
      }
      InetSocketAddress from = sender == null ? null : Jdk.address((SocketAddress) sender);
      if (!post.meets(from)) {
        return new Replacement(into instanceof ByteBuffer ? sender : null);
      }
      letter = post.in.take(from, came(into, at));
      if (before == null) {
        ((ByteBuffer) into).position(at);
      } else if (letter == null) {
        restore((DatagramPacket) into, before);
      }
      nanos = nanos == 0 ? 0 : Math.max(1, end - System.nanoTime());
    }
    if (letter == null) {
      letter = post.in.receive(channel, nanos);
    }
    if (letter == null) {
      if (nanos > 0 && channel.isOpen() && !Thread.currentThread().isInterrupted()) {
        throw new SocketTimeoutException("Receive timed out");
      }
      return null;
    }
    if (values[1] instanceof ByteBuffer) {
      letter.putInto((ByteBuffer) values[1]);
      return new Replacement(letter.peer);
    }
    DatagramPacket packet = (DatagramPacket) values[1];
    int room = DatagramWire.room(packet);
    ByteBuffer data = ByteBuffer.wrap(packet.getData(), packet.getOffset(), room);
    DatagramWire.setLength(packet, letter.putInto(data));
    packet.setSocketAddress(letter.peer);
    return new Replacement(null);
  }
}
