package dev.jinx.it.log;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.jinx.it.behaviour.Browser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A page in a real browser. Its {@code EventSource} reconnects as browsers do; the page tells its
 * own server what it got, as many events at once as have come meanwhile.
 */
final class BrowserReader implements AutoCloseable {
  private static final String HTML =
      """
      <!doctype html><title>events</title><script>
      let waiting = [];
      let telling = false;
      async function tell() {
        if (telling) return;
        telling = true;
        while (waiting.length > 0) {
          const some = waiting.splice(0, 2000);
          await fetch('/told', {method: 'POST', body: some.join('\\n')});
        }
        telling = false;
      }
      const source = new EventSource('%s');
      const got = message => { waiting.push(message.lastEventId + '\\n' + message.data); tell(); };
      source.onmessage = got;
      source.addEventListener('gap', got);
      source.onopen = () => { waiting.push('open\\n'); tell(); };
      source.onerror = () => { if (source.readyState == 2) { waiting.push('closed\\n'); tell(); } };
      </script>
      """;

  private final HttpServer server;
  private final Seen seen = new Seen("the browser");
  private volatile @Nullable Browser browser;
  private volatile @Nullable Throwable problem;
  private volatile int connections;
  private volatile String stream = "";

  private BrowserReader(HttpServer server) {
    this.server = server;
  }

  /** Its page is served, and not yet opened. */
  static BrowserReader serve() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    BrowserReader reader = new BrowserReader(server);
    server.createContext("/", exchange -> reader.answer(exchange));
    server.start();
    return reader;
  }

  String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void open(String url, Path profile) throws IOException {
    stream = url;
    browser = Browser.open(origin() + "/", profile);
  }

  Seen seen() {
    Throwable wrong = problem;
    if (wrong != null) {
      throw new AssertionError(wrong);
    }
    return seen;
  }

  int connections() {
    return connections;
  }

  private void answer(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("POST")) {
      take(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
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

  private void take(String told) {
    try {
      String[] lines = told.split("\n", -1);
      for (int i = 0; i + 1 < lines.length; i += 2) {
        switch (lines[i]) {
          case "open" -> connections++;
          case "closed" -> throw new AssertionError("the browser has given up");
          default -> seen.add(lines[i], lines[i + 1]);
        }
      }
    } catch (RuntimeException | AssertionError wrong) {
      problem = wrong;
    }
  }

  @Override
  public void close() {
    Browser opened = browser;
    if (opened != null) {
      opened.close();
    }
    server.stop(0);
  }
}
