package dev.jinx.server;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jinx.bootstrap.Arm;
import dev.jinx.bootstrap.Capture;
import dev.jinx.bootstrap.Condition;
import dev.jinx.bootstrap.Declaration;
import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.PointState;
import dev.jinx.bootstrap.Terms;
import dev.jinx.bootstrap.Woven;
import dev.jinx.control.Report;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A declared point with its state. */
final class PointJson {
  private PointJson() {}

  static void write(JsonGenerator json, Point point) throws IOException {
    Declaration declaration = point.declaration();
    // Each is read once: an answer is not to contradict itself.
    PointState state = point.state();
    List<Arm> arms = point.arms().stream().filter(Arm::isOn).toList();
    Map<String, String> parameters =
        arms.isEmpty() ? declaration.parameters() : arms.get(arms.size() - 1).parameters();
    json.writeStartObject();
    json.writeStringField("name", point.name());
    json.writeBooleanField("enabled", !arms.isEmpty());
    parameters(json, parameters);
    json.writeStringField("method", declaration.method());
    json.writeStringField("at", declaration.position().word());
    Terms declared = declaration.terms();
    text(json, "action", declared == null ? null : declared.text());
    condition(json, declaration.condition(), declaration.capture());
    state(json, point, state);
    json.writeArrayFieldStart("arms");
    for (Arm arm : arms) {
      arm(json, arm);
    }
    json.writeEndArray();
    json.writeNumberField("armed", point.armed());
    json.writeNumberField("hits", point.hits());
    json.writeNumberField("rejected", point.rejected());
    json.writeNumberField("errors", point.errors());
    json.writeNumberField("waiters", point.waiters().size());
    text(json, "report", Report.of(point, state));
    json.writeStringField("source", declaration.source());
    json.writeEndObject();
  }

  static void list(JsonGenerator json, Iterable<Point> points) throws IOException {
    json.writeStartArray();
    for (Point point : points) {
      write(json, point);
    }
    json.writeEndArray();
  }

  private static void state(JsonGenerator json, Point point, PointState state) throws IOException {
    json.writeStringField("state", state.word());
    String reason = state.reason();
    text(json, "reason", reason == null ? Report.unknownHosts(point) : reason);
    json.writeArrayFieldStart("nearest");
    for (String name : state.nearest()) {
      json.writeString(name);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("sites");
    for (Woven woven : state.sites()) {
      Map<String, Integer> counts = new LinkedHashMap<>();
      for (String method : woven.methods()) {
        counts.merge(method, 1, Integer::sum);
      }
      for (Map.Entry<String, Integer> method : counts.entrySet()) {
        json.writeStartObject();
        json.writeStringField("class", woven.className());
        json.writeStringField("method", method.getKey());
        json.writeStringField("loader", woven.loaderName());
        json.writeNumberField("count", method.getValue());
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private static void arm(JsonGenerator json, Arm arm) throws IOException {
    json.writeStartObject();
    json.writeNumberField("arm", arm.number());
    json.writeStringField("action", arm.terms().text());
    json.writeBooleanField("one_shot", arm.oneShot());
    json.writeNumberField("seed", arm.seed());
    text(json, "lease", arm.lease());
    condition(json, arm.condition(), arm.capture());
    parameters(json, arm.parameters());
    json.writeNumberField("hits", arm.hits());
    json.writeNumberField("rejected", arm.rejected());
    json.writeNumberField("errors", arm.errors());
    text(json, "error", arm.error());
    json.writeEndObject();
  }

  private static void condition(
      JsonGenerator json, @Nullable Condition condition, @Nullable Capture capture)
      throws IOException {
    text(json, "when", condition == null ? null : condition.text());
    // Every hit on a connection tells of it, whether somebody has asked for captures or not.
    if (capture != null && !capture.texts().isEmpty()) {
      json.writeObjectFieldStart("capture");
      for (Map.Entry<String, String> one : capture.texts().entrySet()) {
        json.writeStringField(one.getKey(), one.getValue());
      }
      json.writeEndObject();
    }
  }

  /** What there is; a key that has nothing to say is left out. */
  private static void text(JsonGenerator json, String key, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(key, value);
    }
  }

  private static void parameters(JsonGenerator json, Map<String, String> parameters)
      throws IOException {
    json.writeArrayFieldStart("parameters");
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      json.writeStartObject();
      json.writeStringField("key", parameter.getKey());
      json.writeStringField("value", parameter.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
