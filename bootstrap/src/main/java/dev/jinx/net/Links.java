package dev.jinx.net;

import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The connections that were seen while points on connections were enabled, held weakly. */
final class Links {
  private static final Weakly<Link> ALL = new Weakly<>();

  private Links() {}

  /** The connection of a socket of the JDK, or null where it was not seen. */
  static @Nullable Link find(Object socket) {
    return ALL.find(socket);
  }

  /** The connection of a socket; null where it is none between addresses. */
  static @Nullable Link of(Object socket, @Nullable InetSocketAddress peer) {
    Link known = ALL.find(socket);
    if (known != null) {
      return known;
    }
    Wire wire =
        socket instanceof SocketChannel
            ? new ChannelWire((SocketChannel) socket)
            : new PlainWire(socket);
    if (peer == null && wire.peer() == null || !wire.hasDescriptor()) {
      return null;
    }
    Link fresh = new Link(wire, peer);
    Link link = ALL.add(socket, fresh);
    if (link == fresh) {
      AcceptGates.seen(link);
    }
    return link;
  }

  static List<Link> all() {
    return ALL.values();
  }
}
