package dev.jinx.benchmarks;

import io.undertow.Undertow;
import io.undertow.server.handlers.sse.ServerSentEventConnection;
import io.undertow.server.handlers.sse.ServerSentEventHandler;
import java.net.InetSocketAddress;

/** Undertow's own server-sent events, as its documentation has them used; frames as long as ours. */
final class UndertowSource implements Source {
  private static final String DATA = "x".repeat(365);

  // It sends the answer's head with the first frame only, and readers wait for that.
  private final ServerSentEventHandler handler =
      new ServerSentEventHandler((connection, lastEventId) -> connection.sendRetry(500));
  private final Undertow server =
      Undertow.builder().addHttpListener(0, "127.0.0.1").setHandler(handler).build();
  private long number;

  static Source start() {
    UndertowSource source = new UndertowSource();
    source.server.start();
    return source;
  }

  @Override
  public String address() {
    InetSocketAddress address =
        (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
    return "127.0.0.1:" + address.getPort();
  }

  @Override
  public String path() {
    return "/events";
  }

  @Override
  public void send() {
    String id = "bench@1795238123457." + ++number;
    for (ServerSentEventConnection connection : handler.getConnections()) {
      connection.send(DATA, null, id, null);
    }
  }
}
