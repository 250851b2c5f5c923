package dev.jinx.server;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who may call. Without a token the Host header has to name this machine, or a page whose name
 * somebody points at 127.0.0.1 could drive the API (DNS rebinding); and a page from elsewhere is
 * refused by its Origin, unless the configuration lists it.
 */
final class Gate {
  private static final HttpString ALLOW_ORIGIN = new HttpString("Access-Control-Allow-Origin");
  private static final HttpString ALLOW_METHODS = new HttpString("Access-Control-Allow-Methods");
  private static final HttpString ALLOW_HEADERS = new HttpString("Access-Control-Allow-Headers");
  private static final HttpString ALLOW_CREDENTIALS =
      new HttpString("Access-Control-Allow-Credentials");
  private static final HttpString MAX_AGE = new HttpString("Access-Control-Max-Age");

  private final String host;
  private final @Nullable Token token;
  private final @Nullable Session session;
  private final List<String> origins;

  Gate(String host, @Nullable String token, List<String> origins) {
    this.host = host;
    this.token = token == null ? null : new Token(token);
    this.session = token == null ? null : new Session(token);
    this.origins = origins;
  }

  /** Lets a request pass or throws. */
  void check(HttpServerExchange exchange) throws Problem {
    HeaderMap headers = exchange.getRequestHeaders();
    String authority = headers.getFirst(Headers.HOST);
    if (token == null) {
      checkHost(authority);
    }
    String origin = headers.getFirst(Headers.ORIGIN);
    if (origin != null) {
      checkOrigin(exchange, origin, authority);
    }
    if (token != null && !isPreflight(exchange) && !PageRoutes.isOpen(exchange.getRequestPath())) {
      checkToken(exchange, token);
    }
  }

  /** The sessions that pass, null where no token is needed. */
  @Nullable Session session() {
    return session;
  }

  private void checkToken(HttpServerExchange exchange, Token token) throws Problem {
    HeaderMap headers = exchange.getRequestHeaders();
    String shown = headers.getFirst(Headers.AUTHORIZATION);
    if (shown == null && session != null && session.accepts(headers.get(Headers.COOKIE))) {
      return;
    }
    if (shown == null || !token.accepts(shown)) {
      exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, "Bearer");
      throw new Problem(
          401,
          shown == null
              ? "a token is needed: Authorization: Bearer TOKEN"
              : "that is not this server's token");
    }
  }

  private static boolean isPreflight(HttpServerExchange exchange) {
    return exchange.getRequestMethod().equalToString("OPTIONS");
  }

  private void checkHost(@Nullable String authority) throws Problem {
    // HTTP/1.0 knows no Host, and no browser speaks it.
    if (authority != null && !isThisMachine(hostOf(authority))) {
      throw new Problem(
          403,
          "the Host header names '"
              + authority
              + "', which is not this machine; use "
              + Addresses.literal(host));
    }
  }

  private void checkOrigin(HttpServerExchange exchange, String origin, @Nullable String authority)
      throws Problem {
    boolean same = authority != null && origin.equalsIgnoreCase("http://" + authority);
    if (!same && !origins.contains(origin)) {
      throw new Problem(
          403, "pages of '" + origin + "' may not call; server.origins lists those that may");
    }
    if (!same) {
      HeaderMap answer = exchange.getResponseHeaders();
      answer.put(ALLOW_ORIGIN, origin);
      answer.put(ALLOW_CREDENTIALS, "true"); // a page shows its session by a cookie
      answer.put(Headers.VARY, "Origin");
      if (isPreflight(exchange)) {
        answer.put(ALLOW_METHODS, "GET, POST, PUT, DELETE");
        answer.put(ALLOW_HEADERS, "Authorization, Content-Type, Last-Event-ID");
        answer.put(MAX_AGE, "600");
      }
    }
  }

  private boolean isThisMachine(String name) {
    if (name.equals("localhost") || name.equals(host.toLowerCase(Locale.ROOT))) {
      return true;
    }
    InetAddress address = Addresses.ofLiteral(name);
    return address != null && address.isLoopbackAddress();
  }

  /** The host of {@code host:port}, in lower case and without brackets. */
  private static String hostOf(String authority) {
    String name = authority.strip().toLowerCase(Locale.ROOT);
    int colon = name.lastIndexOf(':');
    if (colon > name.lastIndexOf(']')) {
      name = name.substring(0, colon);
    }
    return Addresses.withoutBrackets(name);
  }
}
