package dev.jinx.net;

import java.net.InetSocketAddress;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The connections that were seen while points on connections were enabled, held weakly. What no
 * point means stays a stranger: of it is known which version of the rules does not mean it, and
 * nothing else is made for it.
 */
final class Links {
  /** A {@link Link}, or the {@link Rules} to which it is a stranger. */
  private static final Weakly<Object> ALL = new Weakly<>();

  private Links() {}

  /** The connection of a socket of the JDK, or null where none was seen that points meant. */
  static @Nullable Link find(Object socket) {
    Object known = ALL.find(socket);
    return known instanceof Link ? (Link) known : null;
  }

  /** Whether calls of that kind on a socket have to be looked at, as far as is known. */
  static boolean concerns(Object socket, Op op) {
    Object known = ALL.find(socket);
    return known instanceof Link ? ((Link) known).isTouched(op) : known != Network.rules;
  }

  /** The connection of a socket; null where it is none between addresses, or a stranger's. */
  static @Nullable Link of(Object socket, @Nullable InetSocketAddress peer) {
    Object known = ALL.find(socket);
    if (known instanceof Link) {
      return (Link) known;
    }
    Rules now = Network.rules;
    if (known == now) {
      return null;
    }
    Wire wire = wire(socket);
    InetSocketAddress other = peer == null ? wire.peer() : peer;
    if (other == null || !wire.hasDescriptor()) {
      return null;
    }
    InetSocketAddress local = wire.local();
    if (!now.mean(local, other)) {
      if (local != null && local.getPort() != 0) {
        ALL.set(socket, known, now);
      }
      return null;
    }
    Link fresh = new Link(wire, peer);
    Object link = ALL.set(socket, known, fresh);
    if (link == fresh) {
      AcceptGates.seen(fresh);
    }
    // Another thread may have called it a stranger, by rules that are no more.
    return link instanceof Link ? (Link) link : of(socket, peer);
  }

  private static Wire wire(Object socket) {
    if (socket instanceof SocketChannel) {
      return new ChannelWire((SocketChannel) socket);
    }
    return socket instanceof AsynchronousSocketChannel
        ? new AsyncWire((AsynchronousSocketChannel) socket)
        : new PlainWire(socket);
  }

  static List<Link> all() {
    List<Link> links = new ArrayList<>();
    for (Object known : ALL.values()) {
      if (known instanceof Link) {
        links.add((Link) known);
      }
    }
    return links;
  }
}
