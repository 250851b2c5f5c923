package dev.jinx.server;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.jinx.bootstrap.Names;
import dev.jinx.control.DeclareRequest;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of a declaration: the point's name and the keys of the YAML. */
final class DeclareBody {
  private static final List<String> KEYS =
      List.of(
          "name", "method", "at", "action", "when", "capture", "parameters", "enabled", "one_shot");

  private @Nullable String name;
  private @Nullable String method;
  private @Nullable String at;
  private @Nullable String action;
  private @Nullable String when;
  private Map<String, String> capture = Map.of();
  private Map<String, String> parameters = Map.of();
  private boolean enabled;
  private boolean oneShot;

  private DeclareBody() {}

  static DeclareRequest parse(byte[] body) throws Problem {
    DeclareBody keys = new DeclareBody();
    JsonBody.read(body, keys::read);
    return keys.request();
  }

  private void read(JsonParser json) throws IOException, Problem {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new Problem(400, "the body is not a JSON object such as {\"name\":..,\"method\":..}");
    }
    Set<String> seen = new HashSet<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      if (!seen.add(key)) {
        throw new Problem(400, "the body has '" + key + "' twice");
      }
      json.nextToken();
      take(key, json);
    }
  }

  private void take(String key, JsonParser json) throws IOException, Problem {
    switch (key) {
      case "name" -> name = JsonBody.text(key, json);
      case "method" -> method = JsonBody.text(key, json);
      case "at" -> at = JsonBody.text(key, json);
      case "action" -> action = JsonBody.text(key, json);
      case "when" -> when = JsonBody.text(key, json);
      case "capture" -> capture = JsonBody.texts(key, json);
      case "parameters" -> parameters = JsonBody.texts(key, json);
      case "enabled" -> enabled = JsonBody.flag(key, json);
      case "one_shot" -> oneShot = JsonBody.flag(key, json);
      default ->
          throw new Problem(
              400,
              "a point has no key '"
                  + key
                  + "' (the keys are "
                  + String.join(", ", KEYS)
                  + ")"
                  + Names.hint(key, KEYS),
              Names.nearest(key, KEYS),
              members -> members.writeStringField("field", key));
    }
  }

  private DeclareRequest request() throws Problem {
    if (oneShot && !enabled) {
      throw Problem.wrong("one_shot", "true", "takes effect only with \"enabled\":true");
    }
    return new DeclareRequest(
        needed("name", name),
        needed("method", method),
        at,
        action,
        when,
        capture,
        parameters,
        enabled,
        oneShot);
  }

  private static String needed(String key, @Nullable String value) throws Problem {
    if (value == null) {
      throw new Problem(
          400,
          "the body has no '" + key + "'",
          List.of(),
          members -> members.writeStringField("field", key));
    }
    return value;
  }
}
