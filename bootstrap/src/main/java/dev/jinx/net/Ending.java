package dev.jinx.net;

import java.io.FileDescriptor;
import java.io.IOException;
import java.net.StandardSocketOptions;

/**
 * How the application ends a connection, or its sending half, while something of it is held back.
 * Its lock is its flow's.
 */
final class Ending {
  private final Outflow out;
  private final Link link;
  private boolean finishing;
  private boolean closed;

  Ending(Outflow out) {
    this.out = out;
    this.link = out.link;
  }

  /** Whether the sending half ends, so that nothing more is taken. */
  boolean isFinishing() {
    synchronized (out) {
      return finishing;
    }
  }

  /** Whether the application has closed it. */
  boolean isClose() {
    synchronized (out) {
      return closed;
    }
  }

  /** Whether the sending half is to end, and not all of it. */
  boolean isOfHalf() {
    synchronized (out) {
      return finishing && !closed;
    }
  }

  /**
   * The sending half ends once all before it has gone.
   *
   * @return whether it ends later, so that the JDK is not to do it now
   */
  boolean finish() throws Throwable {
    if (isFinishing()) {
      return true;
    }
    Exchange exchange = link.touch(Op.CLOSE, 0);
    synchronized (out) {
      if (exchange.passes() && out.isEmpty() || link.isBroken() || !out.writer.open()) {
        return false;
      }
      finishing = true;
      out.plan(exchange, 0, System.nanoTime(), null);
    }
    out.writer.startWhenDue();
    Network.hold(link);
    return true;
  }

  /**
   * The application closes the connection while something is held back: it lives on without the
   * application until all of it has gone, as a connection does whose bytes are with the kernel.
   */
  void outlive() throws IOException, Armed {
    synchronized (out) {
      if (closed) {
        return;
      }
      closed = true;
    }
    Armed armed = null;
    Exchange exchange;
    try {
      exchange = link.touch(Op.CLOSE, 0);
    } catch (Armed thrown) {
      // It is closed nevertheless, and nothing that was held back is lost by that.
      armed = thrown;
      exchange = new Exchange(link, Op.CLOSE, 0);
    }
    outlive(exchange);
    if (armed != null) {
      throw armed;
    }
  }

  private void outlive(Exchange exchange) throws IOException {
    if (exchange.reset) {
      link.breakOff();
    }
    FileDescriptor fd = link.wire.fd();
    synchronized (out) {
      if (exchange.passes() && out.isEmpty() || link.isBroken() || fd == null) {
        return;
      }
      // What was never begun leaves nothing behind.
      if (link.connecting.isMasked() || !out.writer.open()) {
        return;
      }
      out.writer.lingerAtLast(Jdk.get(fd, StandardSocketOptions.SO_LINGER));
      // Else the JDK would end the sending half now; the last descriptor's close ends it later.
      Jdk.set(fd, StandardSocketOptions.SO_LINGER, 0);
      out.plan(exchange, 0, System.nanoTime(), null);
    }
    out.writer.startWhenDue();
    Network.hold(link);
  }
}
