package dev.jinx.server;

import dev.jinx.bootstrap.Names;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.SameThreadExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Executor;

/** Finds the route of a request, reads its query and body, and turns what goes wrong into JSON. */
final class Router implements HttpHandler {
  private static final byte[] NOTHING = {};

  private final Gate gate;
  private final List<Route> routes;
  private final Executor tasks;
  private final Limits limits;
  private final Underway underway;

  Router(Gate gate, List<Route> routes, Executor tasks, Limits limits, Underway underway) {
    this.gate = gate;
    this.routes = routes;
    this.tasks = tasks;
    this.limits = limits;
    this.underway = underway;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    try {
      gate.check(exchange);
      route(exchange);
    } catch (Problem problem) {
      Reply.problem(exchange, problem);
    }
  }

  private void route(HttpServerExchange exchange) throws Problem {
    String path = exchange.getRequestPath();
    String method = exchange.getRequestMethod().toString();
    TreeSet<String> allowed = new TreeSet<>();
    for (Route route : routes) {
      String raw = route.match(path);
      if (raw == null) {
        continue;
      }
      if (route.method().equals(method)) {
        String name = raw.isEmpty() ? raw : name(raw);
        start(route, exchange, name, new Query(exchange.getQueryString(), route.keys()));
        return;
      }
      allowed.add(route.method());
    }
    if (allowed.isEmpty()) {
      throw unknownPath(path);
    }
    exchange.getResponseHeaders().put(Headers.ALLOW, String.join(", ", allowed));
    if (method.equals("OPTIONS")) {
      Reply.empty(exchange, 204);
      return;
    }
    throw new Problem(405, path + " takes " + String.join(", ", allowed) + ", not " + method);
  }

  private void start(Route route, HttpServerExchange exchange, String name, Query query) {
    if (route.where() == Route.Where.IO) {
      // After this call stack has unwound: from then on any thread may write the response.
      Request request = new Request(exchange, name, query, NOTHING);
      exchange.dispatch(SameThreadExecutor.INSTANCE, () -> run(route, request));
      return;
    }
    underway.add(exchange);
    Body.read(
        exchange,
        limits.bodyBytes(),
        limits.request().toNanos(),
        body ->
            exchange.dispatch(tasks, () -> run(route, new Request(exchange, name, query, body))));
  }

  private static void run(Route route, Request request) {
    Guard.run(request.exchange(), () -> route.handler().handle(request));
  }

  private static String name(String raw) throws Problem {
    String name = Query.decode(raw, false);
    if (!Names.valid(name)) {
      throw new Problem(400, "'" + visible(name) + "' is not a name: " + Names.RULE);
    }
    return name;
  }

  /** JSON would carry control characters safely; whoever prints the detail may not. */
  private static String visible(String text) {
    StringBuilder shown = new StringBuilder();
    text.chars().limit(200).forEach(c -> shown.append(Character.isISOControl(c) ? '?' : (char) c));
    return shown.toString();
  }

  private Problem unknownPath(String path) {
    List<String> paths = new ArrayList<>();
    for (Route route : routes) {
      if (!paths.contains(route.path())) {
        paths.add(route.path());
      }
    }
    return new Problem(
        404, "nothing at " + visible(path) + Names.hint(path, paths), Names.nearest(path, paths));
  }
}
