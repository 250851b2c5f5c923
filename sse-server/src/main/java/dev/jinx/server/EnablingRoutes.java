package dev.jinx.server;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jinx.bootstrap.Point;
import dev.jinx.control.Control;
import dev.jinx.control.EnableRequest;
import dev.jinx.control.Enabled;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Enabling and disabling: what ScyllaDB's error injection has, with more keys. */
final class EnablingRoutes {
  private final Control control;

  EnablingRoutes(Control control) {
    this.control = control;
  }

  List<Route> routes() {
    String all = "/v2/error_injection/injection";
    String one = all + "/{name}";
    List<String> enabling = List.of("one_shot", "action", "when", "lease", "seed", "check");
    return List.of(
        Route.task("GET", all, List.of(), this::list),
        Route.task("POST", all, List.of("lease"), this::enableAll),
        Route.task("DELETE", all, List.of("lease"), this::disableAll),
        Route.task("GET", one, List.of(), this::read),
        Route.task("POST", one, enabling, this::enable),
        Route.task("DELETE", one, List.of("lease"), this::disable));
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

  private void read(Request request) throws Exception {
    List<Point> one = List.of(control.point(request.name()));
    control.takeIn(); // so that what is read below is up to date
    Reply.json(request.exchange(), json -> PointJson.list(json, one));
  }

  private void enable(Request request) throws Exception {
    Query query = request.query();
    EnableRequest wanted =
        new EnableRequest(
            query.flag("one_shot"),
            query.text("action"),
            query.text("when"),
            query.text("lease"),
            query.number("seed"),
            Parameters.parse(request.body()));
    if (query.flag("check")) {
      String terms = control.check(request.name(), wanted);
      Reply.json(
          request.exchange(),
          json -> {
            json.writeStartObject();
            json.writeStringField("action", terms);
            json.writeEndObject();
          });
      return;
    }
    Enabled enabled = control.enable(request.name(), wanted);
    Reply.json(request.exchange(), json -> write(json, request.name(), enabled));
  }

  private void enableAll(Request request) throws Exception {
    Map<String, Enabled> enabled =
        control.enableAll(EnableBody.parse(request.body(), request.query().text("lease")));
    Reply.json(
        request.exchange(),
        json -> {
          json.writeStartObject();
          for (Map.Entry<String, Enabled> one : enabled.entrySet()) {
            json.writeFieldName(one.getKey());
            write(json, one.getKey(), one.getValue());
          }
          json.writeEndObject();
        });
  }

  private static void write(JsonGenerator json, String point, Enabled enabled) throws IOException {
    json.writeStartObject();
    json.writeStringField("cursor", enabled.cursor().toString());
    json.writeNumberField("arm", enabled.arm());
    json.writeNumberField("seed", enabled.seed());
    String unseen = Unseen.words(point);
    if (unseen != null) {
      json.writeStringField("warning", unseen);
    }
    json.writeEndObject();
  }

  private void disable(Request request) throws Exception {
    Reply.disabled(
        request.exchange(), control.disable(request.name(), request.query().text("lease")));
  }

  private void disableAll(Request request) {
    Reply.disabled(request.exchange(), control.disableAll(request.query().text("lease")));
  }
}
