package dev.jinx.server;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSourceChannel;

/**
 * Reads the body of a request without waiting for it on a thread, up to a limit of size and
 * time. (The library's
 * receiver loses the reason when a body without a length turns out to be too large.)
 */
final class Body {
  private static final byte[] NOTHING = {};

  /** How much of a body that is too large is still read, so that its sender sees the answer. */
  private static final int DRAINED = 1 << 20;

  /** Takes the whole body; called once, on the I/O thread. */
  interface Use {
    void use(byte[] body);
  }

  private final HttpServerExchange exchange;
  private final int limit;
  private final Use use;
  private XnioExecutor.@Nullable Key timer;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final byte[] part = new byte[8 * 1024];

  private Body(HttpServerExchange exchange, int limit, Use use) {
    this.exchange = exchange;
    this.limit = limit;
    this.use = use;
  }

  static void read(HttpServerExchange exchange, int limit, long nanos, Use use) {
    long length = exchange.getRequestContentLength();
    if (length > limit) {
      // Before a client that expects "100 Continue" is told to go on.
      refuse(exchange, limit);
    } else if (exchange.isRequestComplete()) {
      use.use(NOTHING);
    } else {
      exchange.setMaxEntitySize(limit + (long) DRAINED);
      new Body(exchange, limit, use).read(nanos);
    }
  }

  private void read(long nanos) {
    StreamSourceChannel channel = exchange.getRequestChannel();
    if (!readOn(channel)) {
      timer =
          exchange
              .getIoThread()
              .executeAfter(
                  () -> IoUtils.safeClose(exchange.getConnection()), nanos, TimeUnit.NANOSECONDS);
      channel.getReadSetter().set(this::readOn);
      channel.resumeReads();
    }
  }

  /** Reads what there is; false if more is to come. */
  private boolean readOn(StreamSourceChannel channel) {
    try {
      while (true) {
        int read = channel.read(ByteBuffer.wrap(part));
        if (read == 0) {
          return false;
        }
        if (read < 0) {
          stop(channel);
          use.use(body.toByteArray());
          return true;
        }
        body.write(part, 0, read);
        if (body.size() > limit) {
          stop(channel);
          refuse(exchange, limit);
          return true;
        }
      }
    } catch (RequestTooBigException e) {
      stop(channel);
      refuse(exchange, limit);
    } catch (IOException gone) {
      IoUtils.safeClose(exchange.getConnection());
    }
    return true;
  }

  private void stop(StreamSourceChannel channel) {
    channel.suspendReads();
    XnioExecutor.Key running = timer;
    if (running != null) {
      running.remove();
    }
  }

  private static void refuse(HttpServerExchange exchange, int limit) {
    exchange.setPersistent(false);
    Reply.problem(exchange, new Problem(413, "the body is larger than " + limit + " bytes"));
  }
}
