package dev.jinx.server;

import io.undertow.util.HeaderMap;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The page at {@code /}, and its files below {@code /page/}. They are the same for everybody and
 * hold nothing of the program, so they are given without a token; what they show comes by the
 * routes that want one.
 */
final class PageRoutes {
  private static final String FILES = "/page/";
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "woff2", "font/woff2");

  private PageRoutes() {}

  static List<Route> routes() {
    return List.of(
        Route.task("GET", "/", List.of("node"), PageRoutes::page),
        Route.task("GET", FILES + "{name}", List.of(), PageRoutes::file));
  }

  /** Whether that path is of the page, and open to all. */
  static boolean isOpen(String path) {
    return path.equals("/") || path.startsWith(FILES);
  }

  private static void page(Request request) throws IOException, Problem {
    String policy = PagePolicy.of(request.query().text("node"));
    HeaderMap answer = request.exchange().getResponseHeaders();
    answer.put(new HttpString("Content-Security-Policy"), policy);
    answer.put(new HttpString("X-Frame-Options"), "DENY");
    answer.put(new HttpString("Referrer-Policy"), "same-origin");
    send(request, "index.html");
  }

  private static void file(Request request) throws IOException, Problem {
    send(request, request.name());
  }

  private static void send(Request request, String name) throws IOException, Problem {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    byte[] bytes = type == null ? null : read(name);
    if (type == null || bytes == null) {
      throw new Problem(404, "the page has no file '" + name + "'");
    }
    Reply.send(request.exchange(), 200, type, ByteBuffer.wrap(bytes));
  }

  /** From beside the page's sources, in the agent's jar. */
  private static byte @Nullable [] read(String name) throws IOException {
    try (InputStream in = PageRoutes.class.getResourceAsStream("/dev/jinx/page/" + name)) {
      return in == null ? null : in.readAllBytes();
    }
  }
}
