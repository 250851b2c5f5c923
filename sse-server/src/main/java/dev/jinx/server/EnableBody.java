package dev.jinx.server;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.jinx.bootstrap.Names;
import dev.jinx.control.EnableRequest;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request that enables several points: {@code {"commit":"pause","flush":{..}}}, each
 * name with its terms, or with an object of the keys that the query of one point has.
 */
final class EnableBody {
  private static final List<String> KEYS =
      List.of("action", "when", "one_shot", "seed", "parameters");

  private boolean oneShot;
  private @Nullable String action;
  private @Nullable String when;
  private @Nullable Long seed;
  private Map<String, String> parameters = Map.of();

  private EnableBody() {}

  /** All that it names, in its order; at least one. */
  static Map<String, EnableRequest> parse(byte[] body, @Nullable String lease) throws Problem {
    Map<String, EnableRequest> requests = new LinkedHashMap<>();
    JsonBody.read(
        body,
        json -> {
          if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new Problem(400, "the body is not a JSON object such as {\"NAME\":\"TERMS\"}");
          }
          while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            EnableBody one = new EnableBody();
            one.read(name, json);
            if (requests.put(name, one.request(lease)) != null) {
              throw new Problem(400, "the body has '" + name + "' twice");
            }
          }
        });
    if (requests.isEmpty()) {
      throw new Problem(400, "the body names no point; right is {\"NAME\":\"TERMS\"}");
    }
    return requests;
  }

  private void read(String name, JsonParser json) throws IOException, Problem {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      action = json.getText();
      return;
    }
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw Problem.wrong(
          name, JsonBody.shown(json), "is neither terms in a string nor an object of keys");
    }
    Set<String> seen = new HashSet<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      if (!seen.add(key)) {
        throw new Problem(400, "the body has '" + name + "." + key + "' twice");
      }
      json.nextToken();
      take(name, key, json);
    }
  }

  private void take(String name, String key, JsonParser json) throws IOException, Problem {
    String field = name + "." + key;
    switch (key) {
      case "action" -> action = JsonBody.text(field, json);
      case "when" -> when = JsonBody.text(field, json);
      case "one_shot" -> oneShot = JsonBody.flag(field, json);
      case "seed" -> seed = JsonBody.number(field, json);
      case "parameters" -> parameters = JsonBody.texts(field, json);
      default ->
          throw new Problem(
              400,
              "'"
                  + name
                  + "' has no key '"
                  + key
                  + "' here (the keys are "
                  + String.join(", ", KEYS)
                  + ")"
                  + Names.hint(key, KEYS),
              Names.nearest(key, KEYS),
              members -> members.writeStringField("field", field));
    }
  }

  private EnableRequest request(@Nullable String lease) {
    return new EnableRequest(oneShot, action, when, lease, seed, parameters);
  }
}
