package dev.jinx.it.behaviour;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.jinx.it.TargetJvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A page that reads an event stream and tells its own server, in order, what it got. */
final class Page implements AutoCloseable {
  private static final String HTML =
      """
      <!doctype html><title>events</title><script>
      let last = Promise.resolve();
      const tell = text => last = last.then(() => fetch('/told', {method: 'POST', body: text}));
      const source = new EventSource('%s');
      source.onopen = () => tell('open');
      source.onmessage = message => tell(message.lastEventId + '\\n' + message.data);
      source.onerror = () => tell('error ' + source.readyState);
      </script>
      """;

  private final HttpServer server;
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private volatile String stream = "";

  private Page(HttpServer server) {
    this.server = server;
  }

  static Page start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Page page = new Page(server);
    server.createContext("/", exchange -> page.answer(exchange));
    server.start();
    return page;
  }

  String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  String url() {
    return origin() + "/";
  }

  /** Which stream the page shall read once it is opened. */
  void watch(String url) {
    stream = url;
  }

  /** The next thing that the page tells. */
  String told() throws InterruptedException {
    String next = told.poll(TargetJvm.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("the page is silent");
    }
    return next;
  }

  private void answer(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("POST")) {
      told.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      exchange.sendResponseHeaders(204, -1);
    } else if (exchange.getRequestURI().getPath().equals("/")) {
      byte[] html = HTML.formatted(stream).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
      exchange.sendResponseHeaders(200, html.length);
      exchange.getResponseBody().write(html);
    } else {
      exchange.sendResponseHeaders(404, -1);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
