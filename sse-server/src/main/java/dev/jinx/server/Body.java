package dev.jinx.server;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSourceChannel;

/**
 * Reads the body of a request without waiting for it on a thread, up to a limit of size and time.
 * The library's own limit is not used: it counts parts of a chunk twice, and prints on stderr.
 */
final class Body {
  private static final byte[] NOTHING = {};

  /**
   * How much of a body that is too large is still read before it is refused: many clients see no
   * answer until they have sent all.
   */
  private static final int DRAINED = 8 << 20;

  private static final long LINGER_NANOS = 500_000_000;

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
  private long size;

  private Body(HttpServerExchange exchange, int limit, Use use) {
    this.exchange = exchange;
    this.limit = limit;
    this.use = use;
  }

  static void read(HttpServerExchange exchange, int limit, long nanos, Use use) {
    long length = exchange.getRequestContentLength();
    boolean asks = HttpContinue.requiresContinueResponse(exchange);
    if (length > limit && (asks || length > limit + (long) DRAINED)) {
      refuseAndClose(exchange, limit);
    } else if (exchange.isRequestComplete()) {
      use.use(NOTHING);
    } else {
      new Body(exchange, limit, use).read(nanos);
    }
  }

  private void read(long nanos) {
    StreamSourceChannel channel = exchange.getRequestChannel();
    if (!readOn(channel)) {
      timer = closeAfter(exchange, nanos);
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
          if (size > limit) {
            refuse(exchange, limit);
          } else {
            use.use(body.toByteArray());
          }
          return true;
        }
        size += read;
        if (size <= limit) {
          body.write(part, 0, read);
        } else if (size > limit + (long) DRAINED) {
          stop(channel);
          refuseAndClose(exchange, limit);
          return true;
        }
      }
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

  /** Answers now and does not wait for whatever else the client sends. */
  private static void refuseAndClose(HttpServerExchange exchange, int limit) {
    exchange.setPersistent(false);
    closeAfter(exchange, LINGER_NANOS);
    refuse(exchange, limit);
  }

  private static XnioExecutor.@Nullable Key closeAfter(HttpServerExchange exchange, long nanos) {
    Runnable close = () -> IoUtils.safeClose(exchange.getConnection());
    try {
      return exchange.getIoThread().executeAfter(close, nanos, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException serverCloses) {
      return null;
    }
  }

  private static void refuse(HttpServerExchange exchange, int limit) {
    Reply.problem(exchange, new Problem(413, "the body is larger than " + limit + " bytes"));
  }
}
