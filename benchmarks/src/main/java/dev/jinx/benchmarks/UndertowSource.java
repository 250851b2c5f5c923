package dev.jinx.benchmarks;

import io.undertow.Undertow;
import io.undertow.server.handlers.sse.ServerSentEventConnection;
import io.undertow.server.handlers.sse.ServerSentEventHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Undertow's own server-sent events; frames as long as ours. Either somebody calls {@link #send},
 * and looks after the queue himself; or each connection sends its next event when the callback of
 * the one before comes, which is the one bound on memory that {@code send()} itself offers.
 */
final class UndertowSource implements Source {
  private static final String DATA = "x".repeat(365);

  private final AtomicLong number = new AtomicLong();
  // The answer's head goes out with the first frame only, and readers wait for that.
  private final ServerSentEventHandler handler =
      new ServerSentEventHandler((connection, lastEventId) -> connection.sendRetry(500));
  private final Undertow server =
      Undertow.builder().addHttpListener(0, "127.0.0.1").setHandler(handler).build();

  static UndertowSource start() {
    UndertowSource source = new UndertowSource();
    source.server.start();
    return source;
  }

  /** Lets each connection go on by itself. All must be there: a first one leaves others no turn. */
  void chain() {
    for (ServerSentEventConnection connection : handler.getConnections()) {
      next(connection);
    }
  }

  private void next(ServerSentEventConnection connection) {
    connection.send(
        DATA,
        null,
        id(),
        new ServerSentEventConnection.EventCallback() {
          @Override
          public void done(ServerSentEventConnection sender, String data, String event, String id) {
            next(sender);
          }

          @Override
          public void failed(
              ServerSentEventConnection sender,
              String data,
              String event,
              String id,
              IOException gone) {}
        });
  }

  private String id() {
    return "bench@1795238123457." + number.incrementAndGet();
  }

  @Override
  public String address() {
    InetSocketAddress address = (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
    return "127.0.0.1:" + address.getPort();
  }

  @Override
  public String path() {
    return "/events";
  }

  @Override
  public void send() {
    String id = id();
    for (ServerSentEventConnection connection : handler.getConnections()) {
      connection.send(DATA, null, id, null);
    }
  }
}
