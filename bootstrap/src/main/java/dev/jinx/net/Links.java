package dev.jinx.net;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The connections that were seen while points on connections were enabled, held weakly. */
final class Links {
  private static final ConcurrentHashMap<Object, Link> ALL = new ConcurrentHashMap<>();
  private static final ReferenceQueue<Object> GONE = new ReferenceQueue<>();

  private static final class Key extends WeakReference<Object> {
    private final int hash;

    Key(Object socket) {
      super(socket, GONE);
      hash = System.identityHashCode(socket);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      if (this == other) {
        return true;
      }
      Object mine = get();
      return mine != null && other instanceof Key && mine == ((Key) other).get();
    }
  }

  private Links() {}

  /** The connection of a socket of the JDK, or null where it was not seen. */
  static @Nullable Link find(Object socket) {
    return ALL.get(new Key(socket));
  }

  /** The connection of a socket; null where it is none between addresses. */
  static @Nullable Link of(Object socket, @Nullable InetSocketAddress peer) {
    Key key = new Key(socket);
    Link known = ALL.get(key);
    if (known != null) {
      return known;
    }
    Wire wire =
        socket instanceof SocketChannel
            ? new ChannelWire((SocketChannel) socket)
            : new PlainWire(socket);
    if (peer == null && wire.peer() == null || !wire.isOpen()) {
      return null;
    }
    Link link = new Link(wire, peer);
    Link other = ALL.putIfAbsent(key, link);
    clean();
    return other == null ? link : other;
  }

  private static void clean() {
    for (Reference<?> gone = GONE.poll(); gone != null; gone = GONE.poll()) {
      ALL.remove(gone);
    }
  }

  static List<Link> all() {
    clean();
    return new ArrayList<>(ALL.values());
  }
}
