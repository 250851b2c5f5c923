package dev.jinx.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.jinx.control.Disabled;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Answers that are no stream: compact JSON, in one piece. */
final class Reply {
  private static final HttpString NO_SNIFF = new HttpString("X-Content-Type-Options");

  /** Writes one JSON value. */
  interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  private Reply() {}

  static void json(HttpServerExchange exchange, Body body) {
    send(exchange, 200, "application/json", ByteBuffer.wrap(bytes(body)));
  }

  /** What became of arms that were ended. */
  static void disabled(HttpServerExchange exchange, Disabled disabled) {
    json(
        exchange,
        json -> {
          json.writeStartObject();
          json.writeNumberField("disabled", disabled.disabled());
          json.writeNumberField("released", disabled.released());
          json.writeEndObject();
        });
  }

  /** A text that is there already. */
  static void text(HttpServerExchange exchange, String type, ByteBuffer text) {
    send(exchange, 200, type, text);
  }

  /** An event's line as it is in the log. */
  static void line(HttpServerExchange exchange, ByteBuffer line) {
    send(exchange, 200, "application/json", line);
  }

  static void problem(HttpServerExchange exchange, Problem problem) {
    if (problem.status() == 503) {
      exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "1");
    }
    send(
        exchange,
        problem.status(),
        "application/problem+json",
        ByteBuffer.wrap(bytes(problem::write)));
  }

  static void empty(HttpServerExchange exchange, int status) {
    exchange.setStatusCode(status);
    exchange.endExchange();
  }

  static byte[] bytes(Body body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try (JsonGenerator json = Holder.FACTORY.createGenerator(out)) {
      body.write(json);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  /** The one factory, made at the first use: Jackson is not needed to serve events. */
  static JsonFactory factory() {
    return Holder.FACTORY;
  }

  static void send(HttpServerExchange exchange, int status, String type, ByteBuffer body) {
    exchange.setStatusCode(status);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    exchange.getResponseHeaders().put(NO_SNIFF, "nosniff");
    exchange.getResponseSender().send(body);
  }

  private static final class Holder {
    static final JsonFactory FACTORY = new JsonFactory();
  }
}
