package dev.jinx.server;

import dev.jinx.bootstrap.Waiter;
import dev.jinx.control.Control;
import dev.jinx.control.MessageRequest;
import dev.jinx.control.Released;
import dev.jinx.log.EventLog;
import java.util.List;

/** The threads that came to a point: how many, which of them stand there, and letting them go. */
final class ParkedRoutes {
  private final Control control;
  private final EventLog log;

  ParkedRoutes(Control control, EventLog log) {
    this.control = control;
    this.log = log;
  }

  List<Route> routes() {
    String one = "/v2/error_injection/injection/{name}";
    List<String> choosing = List.of("thread", "n", "hit", "lease", "outcome");
    return List.of(
        Route.task("GET", one + "/enters", List.of(), this::enters),
        Route.task("GET", one + "/waiters", List.of(), this::waiters),
        Route.task("POST", one + "/message", choosing, this::message));
  }

  private void enters(Request request) throws Exception {
    long enters = control.enters(request.name());
    Reply.json(request.exchange(), json -> json.writeNumber(enters));
  }

  private void waiters(Request request) throws Exception {
    List<Waiter> waiters = control.waiters(request.name());
    Blocked blocked = waiters.isEmpty() ? Blocked.NONE : Blocked.now();
    Reply.json(
        request.exchange(),
        json -> {
          json.writeStartArray();
          for (Waiter waiter : waiters) {
            WaiterJson.write(json, waiter, log, blocked);
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
