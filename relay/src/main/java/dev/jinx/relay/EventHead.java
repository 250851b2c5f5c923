package dev.jinx.relay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What is told of an event beside its data.
 *
 * @param injection the point's name; empty for events of the log itself
 * @param phase such as {@code parked}
 * @param time when it happened, as the event writes it, or null where it has none
 */
record EventHead(String injection, String phase, @Nullable String time) {
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * Reads all of an event's line, so that what is shipped is known to be JSON.
   *
   * @throws IOException if it is not one JSON object with a phase
   */
  static EventHead read(String event) throws IOException {
    String injection = "";
    String phase = null;
    String time = null;
    try (JsonParser parser = JSON.createParser(event)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("not a JSON object");
      }
      for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
        JsonToken value = parser.nextToken();
        if (value != JsonToken.VALUE_STRING) {
          parser.skipChildren();
        } else if (key.equals("injection")) {
          injection = parser.getText();
        } else if (key.equals("phase")) {
          phase = parser.getText();
        } else if (key.equals("time")) {
          time = parser.getText();
        }
      }
      if (parser.nextToken() != null) {
        throw new IOException("more than one JSON value");
      }
    }
    if (phase == null) {
      throw new IOException("no phase in it");
    }
    return new EventHead(injection, phase, time);
  }
}
