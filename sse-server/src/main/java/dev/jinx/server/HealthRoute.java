package dev.jinx.server;

import dev.jinx.control.Control;
import dev.jinx.log.EventLog;
import dev.jinx.log.LogPlace;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code GET /health}: answers as soon as the server serves. */
final class HealthRoute implements Route.Handler {
  private final EventLog log;
  private final Control control;
  private final Streams streams;
  private final @Nullable LogPlace place;
  private final String version;
  private final Supplier<List<String>> problems;

  HealthRoute(
      EventLog log,
      Control control,
      Streams streams,
      @Nullable LogPlace place,
      String version,
      Supplier<List<String>> problems) {
    this.log = log;
    this.control = control;
    this.streams = streams;
    this.place = place;
    this.version = version;
    this.problems = problems;
  }

  @Override
  public void handle(Request request) {
    // First: whoever begins at the cursor must not get what was hit before it asked.
    int points = control.points().size();
    String unseen = Unseen.words(null);
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
          LogPlace there = place;
          if (there != null) {
            json.writeObjectFieldStart("log");
            json.writeStringField("directory", there.directory());
            json.writeStringField("durability", there.durability());
            json.writeStringField("rings", there.rings());
            json.writeStringField("first", log.earliest().toString());
            json.writeStringField("written", log.written().toString());
            json.writeNumberField("bytes", log.fileBytes());
            json.writeEndObject();
          }
          json.writeArrayFieldStart("problems");
          String failing = log.problem();
          if (failing != null) {
            json.writeString(
                "the event log cannot be written, and events are in memory only: " + failing);
          }
          if (unseen != null) {
            json.writeString(unseen);
          }
          for (String problem : problems.get()) {
            json.writeString(problem);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }
}
