package dev.jinx.relay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.jinx.client.Cursor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Events as CloudEvents 1.0 in JSON, Kafka's structured mode: the value is the whole CloudEvent,
 * and {@code data} is the event's line, byte for byte.
 *
 * <pre>
 * {"specversion":"1.0","id":"n1@4.1042","source":"/jinx/n1","type":"dev.jinx.injection.parked",
 *  "subject":"before-commit","time":"2026-11-21T02:30:00.123456Z",
 *  "datacontenttype":"application/json","data":{"injection":"before-commit", ... }}
 * </pre>
 *
 * Source and id together name an event for ever, as the specification wants it. What belongs to no
 * point (gaps, the log's own events) has the type {@code dev.jinx.log.PHASE} and no subject.
 */
final class CloudEvents {
  /** The header that says so, by the Kafka protocol binding. */
  static final String CONTENT_TYPE_KEY = "content-type";

  static final String CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8";

  private static final JsonFactory JSON = new JsonFactory();

  private CloudEvents() {}

  /** The record's value for an event's line. */
  static byte[] encode(Cursor id, EventHead head, String event) {
    StringBuilder text = new StringBuilder(event.length() + 256);
    text.append("{\"specversion\":\"1.0\",\"id\":\"");
    quote(id.toString(), text).append("\",\"source\":\"/jinx/");
    quote(id.node(), text).append("\",\"type\":\"dev.jinx.");
    text.append(head.injection().isEmpty() ? "log." : "injection.");
    quote(head.phase(), text);
    if (!head.injection().isEmpty()) {
      quote(head.injection(), text.append("\",\"subject\":\""));
    }
    if (head.time() != null) {
      quote(head.time(), text.append("\",\"time\":\""));
    }
    text.append("\",\"datacontenttype\":\"application/json\",\"data\":").append(event).append('}');
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a record's value.
   *
   * @throws IOException if it is no CloudEvent of a Jinx node
   */
  static Received decode(byte[] value) throws IOException {
    String text = new String(value, StandardCharsets.UTF_8);
    String id = null;
    String type = null;
    String data = null;
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("not a JSON object");
      }
      for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
        JsonToken token = parser.nextToken();
        if (key.equals("data") && token == JsonToken.START_OBJECT) {
          int start = (int) parser.currentTokenLocation().getCharOffset();
          parser.skipChildren();
          data = text.substring(start, (int) parser.currentLocation().getCharOffset());
        } else if (key.equals("id")) {
          id = parser.getText();
        } else if (key.equals("type")) {
          type = parser.getText();
        } else {
          parser.skipChildren();
        }
      }
    }
    return received(id, type, data);
  }

  /**
   * An event that came back.
   *
   * @param id its cursor
   * @param event its line, as the node wrote it
   */
  record Received(Cursor id, String event) {}

  private static Received received(
      @Nullable String id, @Nullable String type, @Nullable String data) throws IOException {
    if (id == null || data == null || type == null || !type.startsWith("dev.jinx.")) {
      throw new IOException("no CloudEvent of a Jinx node");
    }
    try {
      return new Received(Cursor.parse(id), data);
    } catch (IllegalArgumentException e) {
      throw new IOException("its id is " + e.getMessage(), e);
    }
  }

  private static StringBuilder quote(String value, StringBuilder to) {
    JsonStringEncoder.getInstance().quoteAsString(value, to);
    return to;
  }
}
