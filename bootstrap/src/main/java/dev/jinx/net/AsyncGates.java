package dev.jinx.net;

import dev.jinx.bootstrap.Arm;
import dev.jinx.bootstrap.Faults;
import dev.jinx.bootstrap.Gate;
import dev.jinx.bootstrap.Replacement;
import dev.jinx.bootstrap.Threads;
import java.io.FileDescriptor;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CompletionHandler;
import org.jspecify.annotations.Nullable;

/**
 * At the methods of {@code AsynchronousSocketChannel}. Nobody waits there, so that what is held
 * back begins later: a write is completed when its bytes go.
 */
final class AsyncGates {
  private AsyncGates() {}

  /** Where an operation begins: {@code this}, what it needs, an attachment and a handler. */
  static final class Begin implements Gate {
    private final Op op;

    Begin(Op op) {
      this.op = op;
    }

    @Override
    public boolean concerns(@Nullable Object self) {
      return Doors.areSeen(op);
    }

    @Override
    public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
      Object channel = (Object) values[0];
      boolean connects = op == Op.CONNECT;
      if (connects && !(values[1] instanceof InetSocketAddress)) {
        return null;
      }
      InetSocketAddress peer = connects ? (InetSocketAddress) values[1] : null;
      // The JDK refuses it, without a word to the network.
      if (peer != null && (peer.isUnresolved() || AsyncWire.peer(channel) != null)) {
        return null;
      }
      Link link = Doors.touched(channel, peer, op);
      FileDescriptor fd = link == null ? null : link.wire.fd();
      // What has not come yet is looked at when it does.
      if (link == null
          || fd == null
          || !link.wire.isOpen()
          || op == Op.READ && !Jdk.poll(fd, Jdk.POLLIN, 0)) {
        return null;
      }
      try {
        return begin(link, fd, values);
      } catch (Armed armed) {
        return end(values, armed.thrown);
      } catch (IOException told) {
        // Of a channel that is closed the JDK tells by itself.
        return link.wire.isOpen() ? end(values, told) : null;
      }
    }

    private @Nullable Object begin(Link link, FileDescriptor fd, @Nullable Object[] values)
        throws IOException, Armed {
      Exchange exchange = link.touch(op, bytes(fd, values));
      if (exchange.reset || exchange.refused) {
        if (op == Op.CONNECT) {
          link.wire.close();
        } else {
          link.breakOff();
        }
        return end(
            values,
            exchange.refused ? new ConnectException("Connection refused") : new IOException(RESET));
      }
      tellWhatIsNot(exchange);
      Piece piece = new Piece(exchange);
      if (piece.left(System.nanoTime(), null) <= 0) {
        return null;
      }
      return new Replacement(new AsyncLater(link, op, values, piece).begin());
    }

    private long bytes(FileDescriptor fd, @Nullable Object[] values) throws IOException {
      if (op != Op.WRITE) {
        return op == Op.READ ? Jdk.available(fd) : 0;
      }
      if (values[2] instanceof ByteBuffer) {
        return ((ByteBuffer) values[2]).remaining();
      }
      long sum = 0;
      for (ByteBuffer one : (ByteBuffer[]) values[3]) {
        sum += one.remaining();
      }
      return sum;
    }

    /** It ends before it has begun; the next one may begin. */
    private Replacement end(@Nullable Object[] values, Throwable failure) throws IOException {
      AsyncCalls.enable(values[0], op, false);
      return new Replacement(answer(values, failure));
    }
  }

  private static final String RESET = "Connection reset";

  /** Ends an operation that has not begun: tells its handler, or answers its future. */
  static @Nullable Object answer(@Nullable Object[] values, Throwable failure) throws IOException {
    Object channel = (Object) values[0];
    CompletionHandler<?, ?> handler = (CompletionHandler<?, ?>) values[values.length - 1];
    if (handler == null) {
      Object future = AsyncCalls.future(channel);
      AsyncCalls.set(future, null, failure);
      return future;
    }
    AsyncCalls.tell(channel, handler, values[values.length - 2], failure);
    return null;
  }

  /** What cannot be done here is never silently left out. */
  private static void tellWhatIsNot(Exchange exchange) {
    for (Arm arm : new Arm[] {exchange.throttledBy, exchange.limitedBy, exchange.slicedBy}) {
      if (arm != null) {
        arm.tellError(
            "an AsynchronousSocketChannel knows no throttle, slice and limit; right are drop,"
                + " delay, hang, reset and refuse");
      }
    }
  }

  /** Where a read that began before goes on, because something has come. */
  static final class Finish implements Gate {
    @Override
    public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
      Object channel = (Object) values[0];
      Link link = Doors.touched(channel, null, Op.READ);
      FileDescriptor fd = link == null ? null : link.wire.fd();
      if (link == null || fd == null || !link.wire.isOpen()) {
        return null;
      }
      AsyncWire wire = (AsyncWire) link.wire;
      synchronized (wire) {
        Piece known = wire.held;
        if (known != null && known.left(System.nanoTime(), link.hungBy()) > 0) {
          return wire.waitOn(channel, true) ? new Replacement(null) : null;
        }
        wire.held = null;
        if (known != null) {
          return null;
        }
      }
      try {
        return finish(channel, link, wire, fd);
      } catch (Armed armed) {
        return fail(channel, wire, armed.thrown);
      } catch (IOException told) {
        return fail(channel, wire, told);
      }
    }

    private static @Nullable Object finish(
        Object channel, Link link, AsyncWire wire, FileDescriptor fd) throws IOException, Armed {
      Exchange exchange = link.touch(Op.READ, Jdk.available(fd));
      if (exchange.reset) {
        link.breakOff();
        return fail(channel, wire, new IOException(RESET));
      }
      tellWhatIsNot(exchange);
      Piece piece = new Piece(exchange);
      if (piece.left(System.nanoTime(), link.hungBy()) <= 0) {
        return null;
      }
      synchronized (wire) {
        if (!wire.waitOn(channel, true)) {
          return null;
        }
        wire.held = piece;
      }
      new AsyncLater.GoOn(link, piece).plan();
      return new Replacement(null);
    }

    /** The thread is one of the group's, which nothing is thrown at: who waits is told. */
    private static @Nullable Object fail(Object channel, AsyncWire wire, Throwable failure)
        throws IOException {
      if (!wire.waitOn(channel, false)) {
        return null;
      }
      AsyncCalls.fail(channel, failure);
      return new Replacement(null);
    }
  }

  /** Where a channel is closed: that its peer hears of it cannot be held back here. */
  static final class Close implements Gate {
    @Override
    public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
      Object channel = (Object) values[0];
      Link link = Doors.touched(channel, null, Op.CLOSE);
      FileDescriptor fd = link == null ? null : link.wire.fd();
      if (link == null || fd == null) {
        return null;
      }
      Exchange exchange;
      try {
        exchange = link.touch(Op.CLOSE, 0);
        if (exchange.reset) {
          Jdk.breakOff(fd);
        }
      } catch (Armed armed) {
        // The JDK takes it for closed by now, and would never end it.
        end(channel);
        throw armed;
      } catch (IOException dead) {
        // It is broken already: the JDK closes it.
        return null;
      }
      for (Arm arm : exchange.holds.stalls()) {
        arm.tellError("the close of an AsynchronousSocketChannel is not held back");
      }
      return null;
    }

    private static void end(Object channel) {
      boolean entered = Threads.enterAgent();
      try {
        AsyncCalls.close(channel);
      } catch (IOException failed) {
        Faults.count("closing a connection", failed);
      } finally {
        Threads.leaveAgent(entered);
      }
    }
  }
}
