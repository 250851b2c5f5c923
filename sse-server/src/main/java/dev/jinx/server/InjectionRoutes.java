package dev.jinx.server;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Waiter;
import dev.jinx.control.Control;
import dev.jinx.control.Disabled;
import dev.jinx.control.EnableRequest;
import dev.jinx.control.Enabled;
import dev.jinx.control.MessageRequest;
import dev.jinx.control.Released;
import dev.jinx.log.EventLog;
import java.io.IOException;
import java.util.List;

/** What is done to points: the routes that ScyllaDB's error injection has, and those beyond. */
final class InjectionRoutes {
  private final Control control;
  private final EventLog log;

  InjectionRoutes(Control control, EventLog log) {
    this.control = control;
    this.log = log;
  }

  List<Route> routes() {
    String all = "/v2/error_injection/injection";
    String one = all + "/{name}";
    return List.of(
        route("GET", all, List.of(), this::list),
        route("DELETE", all, List.of("lease"), this::disableAll),
        route("GET", one, List.of(), this::read),
        route("POST", one, List.of("one_shot", "action", "when", "lease", "seed"), this::enable),
        route("DELETE", one, List.of("lease"), this::disable),
        route("GET", one + "/enters", List.of(), this::enters),
        route("GET", one + "/waiters", List.of(), this::waiters),
        route("POST", one + "/message", List.of("thread", "n", "hit", "lease", "outcome"), this::message),
        route("GET", "/v2/error_injection/points", List.of(), this::points));
  }

  private static Route route(String method, String path, List<String> keys, Route.Handler handler) {
    return new Route(method, path, keys, Route.Where.TASK, handler);
  }

  private void list(Request request) {
    List<Point> enabled = control.enabled();
    Reply.json(
        request.exchange(),
        json -> {
          json.writeStartArray();
          for (Point point : enabled) {
            json.writeString(point.name());
          }
          json.writeEndArray();
        });
  }

  private void points(Request request) {
    List<Point> points = control.points();
    Reply.json(request.exchange(), json -> PointJson.list(json, points));
  }

  private void read(Request request) throws Exception {
    List<Point> one = List.of(control.point(request.name()));
    control.enters(request.name()); // so that what is read below is up to date
    Reply.json(request.exchange(), json -> PointJson.list(json, one));
  }

  private void enable(Request request) throws Exception {
    Query query = request.query();
    Enabled enabled =
        control.enable(
            request.name(),
            new EnableRequest(
                query.flag("one_shot"),
                query.text("action"),
                query.text("when"),
                query.text("lease"),
                query.number("seed"),
                Parameters.parse(request.body())));
    Reply.json(
        request.exchange(),
        json -> {
          json.writeStartObject();
          json.writeStringField("cursor", enabled.cursor().toString());
          json.writeNumberField("arm", enabled.arm());
          json.writeNumberField("seed", enabled.seed());
          json.writeEndObject();
        });
  }

  private void disable(Request request) throws Exception {
    Disabled disabled = control.disable(request.name(), request.query().text("lease"));
    Reply.json(request.exchange(), json -> write(json, disabled));
  }

  private void disableAll(Request request) {
    Disabled disabled = control.disableAll(request.query().text("lease"));
    Reply.json(request.exchange(), json -> write(json, disabled));
  }

  private static void write(JsonGenerator json, Disabled disabled) throws IOException {
    json.writeStartObject();
    json.writeNumberField("disabled", disabled.disabled());
    json.writeNumberField("released", disabled.released());
    json.writeEndObject();
  }

  private void enters(Request request) throws Exception {
    long enters = control.enters(request.name());
    Reply.json(request.exchange(), json -> json.writeNumber(enters));
  }

  private void waiters(Request request) throws Exception {
    List<Waiter> waiters = control.waiters(request.name());
    Reply.json(
        request.exchange(),
        json -> {
          json.writeStartArray();
          for (Waiter waiter : waiters) {
            WaiterJson.write(json, waiter, log);
          }
          json.writeEndArray();
        });
  }

  private void message(Request request) throws Exception {
    Query query = request.query();
    Released released =
        control.message(
            request.name(),
            new MessageRequest(
                query.number("thread"),
                query.count("n"),
                query.number("hit"),
                query.text("lease"),
                query.text("outcome")));
    Reply.json(
        request.exchange(),
        json -> {
          json.writeStartObject();
          json.writeNumberField("released", released.released());
          json.writeNumberField("kept", released.kept());
          String reason = released.reason();
          if (reason != null) {
            json.writeStringField("reason", reason);
          }
          json.writeEndObject();
        });
  }
}
