package dev.jinx.server;

import dev.jinx.bootstrap.Point;
import dev.jinx.control.Control;
import java.util.List;

/** The declared points: all of them, one more now, one less. */
final class PointRoutes {
  private static final String PATH = "/v2/error_injection/points";

  private final Control control;

  PointRoutes(Control control) {
    this.control = control;
  }

  List<Route> routes() {
    return List.of(
        Route.task("GET", PATH, List.of(), this::list),
        Route.task("POST", PATH, List.of(), this::declare),
        Route.task("DELETE", PATH + "/{name}", List.of(), this::undeclare));
  }

  private void list(Request request) {
    List<Point> points = control.points();
    Reply.json(request.exchange(), json -> PointJson.list(json, points));
  }

  private void declare(Request request) throws Exception {
    Point point = control.declare(DeclareBody.parse(request.body()));
    Reply.json(request.exchange(), json -> PointJson.write(json, point));
  }

  private void undeclare(Request request) throws Exception {
    Reply.disabled(request.exchange(), control.undeclare(request.name()));
  }
}
