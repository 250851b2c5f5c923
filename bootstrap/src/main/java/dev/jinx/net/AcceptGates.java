package dev.jinx.net;

import dev.jinx.bootstrap.Arm;
import dev.jinx.bootstrap.Gate;
import dev.jinx.bootstrap.Replacement;
import dev.jinx.bootstrap.Threads;
import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * At the methods that take a connection which a peer began. The kernel has answered the peer by
 * then: what is refused here is broken, what is dropped is taken and then says nothing.
 */
final class AcceptGates {
  private static final MethodHandle FINISH;

  /** What became of connections whose sockets are not there yet, by their descriptors. */
  private static final Weakly<Taken> TAKEN = new Weakly<>();

  /** Nothing of the descriptor itself: it is to be forgotten. */
  private static final class Taken {
    final long number;
    final boolean breaks;
    final List<Arm> stalls;

    Taken(Link link, Exchange exchange) {
      this.number = link.number();
      this.breaks = exchange.reset;
      this.stalls = exchange.holds.stalls();
    }
  }

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

  /** Has the points decide what becomes of a new connection. */
  private static void take(SocketChannel channel, boolean waits) throws Throwable {
    Link link = Links.of(channel, null);
    if (link == null || !link.has(Op.ACCEPT)) {
      return;
    }
    try {
      Exchange exchange = link.touch(Op.ACCEPT, 0);
      befall(link, new Taken(link, exchange));
      if (waits) {
        delay(link, exchange);
      } else if (isLate(exchange)) {
        // The thread serves others, too: it is what comes and what goes that is late.
        link.in.begin(exchange);
        link.out.begin(exchange);
      }
    } catch (Armed armed) {
      link.wire.close();
      throw armed;
    }
  }

  private static void befall(Link link, Taken taken) {
    if (taken.breaks) {
      try {
        link.breakOff();
      } catch (IOException dead) {
        // It is broken already: who accepts others is not to be told of that.
        return;
      }
    } else {
      for (Arm by : taken.stalls) {
        link.hang(by);
      }
    }
  }

  /** Whether it is late; what is cut off altogether is not. */
  private static boolean isLate(Exchange exchange) {
    return exchange.holds.total() > 0 && !exchange.isStalled() && !exchange.reset;
  }

  private static void delay(Link link, Exchange exchange) {
    if (!isLate(exchange)) {
      return;
    }
    Piece piece = new Piece(exchange);
    while (!Thread.currentThread().isInterrupted()) {
      int wakes = link.holders.wakes();
      long left = piece.left(System.nanoTime(), null);
      if (left <= 0) {
        return;
      }
      link.holders.park(wakes, Math.min(left, Flow.LONGEST_WAIT));
    }
  }

  /** A connection of a {@code ServerSocket} was seen for the first time. */
  static void seen(Link link) {
    FileDescriptor fd = link.wire.fd();
    Taken taken = fd == null ? null : TAKEN.find(fd);
    if (taken != null) {
      link.goOnAs(taken.number);
      befall(link, taken);
    }
  }

  /**
   * Where a {@code ServerSocket} has a new connection's descriptor, and no socket for it yet: also
   * for a thread that waited before any point was there.
   */
  static final class Plain implements Gate {
    @Override
    public boolean concerns(@Nullable Object self) {
      return Doors.areSeen(Op.ACCEPT);
    }

    @Override
    public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
      accepted((FileDescriptor) values[0], true);
      return null;
    }

    /**
     * @param waits whether the thread may be held
     */
    static void accepted(@Nullable FileDescriptor fd, boolean waits) throws Throwable {
      if (!Doors.areSeen(Op.ACCEPT) || fd == null) {
        return;
      }
      AcceptedWire wire = new AcceptedWire(fd);
      InetSocketAddress peer = wire.peer();
      // Sockets that are to connect come by here as well: those have no peer yet.
      if (peer == null || !Network.rules.mean(wire.local(), peer)) {
        return;
      }
      Link link = new Link(wire, peer);
      if (link.has(Op.ACCEPT)) {
        try {
          take(link, fd, waits);
        } catch (Armed armed) {
          // Nobody else does: the JDK has not noted the descriptor yet.
          link.wire.close();
          throw armed;
        }
      }
    }

    private static void take(Link link, FileDescriptor fd, boolean waits) throws Throwable {
      Exchange exchange = link.touch(Op.ACCEPT, 0);
      if (exchange.reset) {
        breakOff(fd);
      }
      if (waits) {
        delay(link, exchange);
      } else {
        Arm late = exchange.holds.last();
        if (late != null) {
          late.tellError("an AsynchronousServerSocketChannel does not accept later");
        }
      }
      TAKEN.add(fd, new Taken(link, exchange));
    }

    private static void breakOff(FileDescriptor fd) {
      try {
        Jdk.breakOff(fd);
      } catch (IOException dead) {
        // The connection is broken already: who accepts others is not to be told of that.
        return;
      }
    }
  }

  /** That of an asynchronous channel, on a thread that serves others, too. */
  static final class Async implements Gate {
    @Override
    public boolean concerns(@Nullable Object self) {
      return Doors.areSeen(Op.ACCEPT);
    }

    @Override
    public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
      Plain.accepted((FileDescriptor) values[1], false);
      return null;
    }
  }

  /** That of a channel, when the kernel has given it the connection. */
  static final class Channel implements Gate {
    @Override
    public boolean concerns(@Nullable Object self) {
      return Doors.areSeen(Op.ACCEPT);
    }

    @Override
    public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
      if (!Doors.areSeen(Op.ACCEPT)) {
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
