package dev.jinx.server;

import dev.jinx.control.Control;
import dev.jinx.log.EventLog;
import java.util.List;
import java.util.function.Supplier;

/** {@code GET /health}: answers as soon as the server serves. */
final class HealthRoute implements Route.Handler {
  private final EventLog log;
  private final Control control;
  private final Streams streams;
  private final String version;
  private final Supplier<List<String>> problems;

  HealthRoute(
      EventLog log,
      Control control,
      Streams streams,
      String version,
      Supplier<List<String>> problems) {
    this.log = log;
    this.control = control;
    this.streams = streams;
    this.version = version;
    this.problems = problems;
  }

  @Override
  public void handle(Request request) {
    // First: whoever begins at the cursor must not get what was hit before it asked.
    int points = control.points().size();
    Reply.json(
        request.exchange(),
        json -> {
          json.writeStartObject();
          json.writeStringField("status", "ready");
          json.writeStringField("node", log.node());
          json.writeNumberField("boot", log.boot());
          json.writeStringField("cursor", log.latest().toString());
          json.writeNumberField("points", points);
          json.writeNumberField("enabled", control.enabled().size());
          json.writeNumberField("readers", streams.readers());
          json.writeStringField("version", version);
          json.writeArrayFieldStart("problems");
          for (String problem : problems.get()) {
            json.writeString(problem);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }
}
