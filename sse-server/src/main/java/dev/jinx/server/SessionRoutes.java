package dev.jinx.server;

import io.undertow.util.Headers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code /session}: whoever shows the token gets a cookie that does from then on. Who may, the gate
 * has seen already.
 */
final class SessionRoutes {
  private static final String PATH = "/session";

  private final @Nullable Session session;

  /** For those sessions, null where no token is needed. */
  SessionRoutes(@Nullable Session session) {
    this.session = session;
  }

  List<Route> routes() {
    return List.of(
        Route.task("POST", PATH, List.of(), this::begin),
        Route.task("DELETE", PATH, List.of(), this::end));
  }

  private void begin(Request request) {
    answer(request, session == null ? null : session.begin());
  }

  private void end(Request request) {
    answer(request, session == null ? null : session.end());
  }

  private static void answer(Request request, @Nullable String cookie) {
    if (cookie != null) {
      request.exchange().getResponseHeaders().put(Headers.SET_COOKIE, cookie);
      request.exchange().getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    }
    Reply.empty(request.exchange(), 204);
  }
}
