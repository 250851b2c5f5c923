package dev.jinx.net;

import dev.jinx.bootstrap.Arm;
import dev.jinx.bootstrap.Gate;
import dev.jinx.bootstrap.Replacement;
import dev.jinx.bootstrap.Threads;
import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.net.SocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * At the methods that take a connection which a peer began. The kernel has answered the peer by
 * then: what is refused here is broken, what is dropped is taken and then says nothing.
 */
final class AcceptGates {
  private static final MethodHandle FINISH;

  /** What became of connections whose sockets are not there yet, by their descriptors. */
  private static final Weakly<Exchange> TAKEN = new Weakly<>();

  static {
    try {
      Class<?> server = Class.forName("sun.nio.ch.ServerSocketChannelImpl", false, null);
      MethodHandle finish =
          Jdk.method(
              server,
              "finishAccept",
              SocketChannel.class,
              FileDescriptor.class,
              SocketAddress.class);
      FINISH = finish.asType(finish.type().changeParameterType(0, Object.class));
    } catch (ReflectiveOperationException unknown) {
      throw new ExceptionInInitializerError(unknown);
    }
  }

  private AcceptGates() {}

  private static boolean isTouched() {
    return !Doors.isInside() && Network.rules.has(Op.ACCEPT);
  }

  /** Has the points decide what becomes of a new connection. */
  private static void take(SocketChannel channel, boolean waits) throws Throwable {
    Link link = Links.of(channel, null);
    if (link == null || !link.has(Op.ACCEPT)) {
      return;
    }
    try {
      Exchange exchange = link.touch(Op.ACCEPT, 0);
      befall(link, exchange);
      if (waits) {
        delay(link, exchange);
      }
    } catch (Armed armed) {
      link.wire.close();
      throw armed;
    }
  }

  private static void befall(Link link, Exchange exchange) throws IOException {
    Arm stalledBy = exchange.stalledBy;
    if (exchange.reset || exchange.refused) {
      link.breakOff();
    } else if (stalledBy != null) {
      link.hang(stalledBy);
    }
  }

  private static void delay(Link link, Exchange exchange) {
    if (exchange.delay == 0 || exchange.stalledBy != null) {
      return;
    }
    Piece piece = new Piece(0, null, 0, false, exchange, System.nanoTime() + exchange.delay);
    long left = exchange.delay;
    while (left > 0 && !Thread.currentThread().isInterrupted()) {
      link.holders.park(Math.min(left, Flow.STALLED));
      left = piece.left(System.nanoTime(), null);
    }
  }

  /** A connection of a {@code ServerSocket} was seen for the first time. */
  static void seen(Link link) throws IOException {
    FileDescriptor fd = link.wire.fd();
    Exchange exchange = fd == null ? null : TAKEN.find(fd);
    if (exchange != null) {
      befall(link, exchange);
    }
  }

  /**
   * Where a {@code ServerSocket} has a new connection's descriptor, and no socket for it yet: also
   * for a thread that waited before any point was there.
   */
  static final class Plain implements Gate {
    @Override
    public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
      FileDescriptor fd = (FileDescriptor) values[0];
      if (!isTouched() || fd == null) {
        return null;
      }
      Link link = new Link(new AcceptedWire(fd), null);
      // Sockets that are to connect come by here as well: those have no peer yet.
      if (link.peer() != null && link.has(Op.ACCEPT)) {
        Exchange exchange = link.touch(Op.ACCEPT, 0);
        if (exchange.reset || exchange.refused) {
          Jdk.breakOff(fd);
        }
        delay(link, exchange);
        if (exchange.reset || exchange.refused || exchange.stalledBy != null) {
          TAKEN.add(fd, exchange);
        }
      }
      return null;
    }
  }

  /** That of a channel, when the kernel has given it the connection. */
  static final class Channel implements Gate {
    @Override
    public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
      if (!isTouched()) {
        return null;
      }
      SocketChannel channel = finish(values[0], values[1], values[2]);
      take(channel, ((SelectableChannel) values[0]).isBlocking());
      return new Replacement(channel);
    }

    private static SocketChannel finish(Object server, Object fd, Object peer) throws IOException {
      boolean entered = Threads.enterAgent();
      try {
        return (SocketChannel)
            FINISH.invokeExact(server, (FileDescriptor) fd, (SocketAddress) peer);
      } catch (Throwable thrown) {
        throw Jdk.as(thrown);
      } finally {
        Threads.leaveAgent(entered);
      }
    }
  }
}
