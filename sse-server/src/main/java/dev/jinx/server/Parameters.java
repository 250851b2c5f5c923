package dev.jinx.server;

import com.fasterxml.jackson.core.JsonToken;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parameters of an arm, as a request's body has them: a JSON object of strings. */
final class Parameters {
  private Parameters() {}

  static Map<String, String> parse(byte[] body) throws Problem {
    if (new String(body, StandardCharsets.UTF_8).isBlank()) {
      return Map.of();
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    JsonBody.read(
        body,
        json -> {
          if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new Problem(400, "the body is not a JSON object of strings");
          }
          while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            if (json.nextToken() != JsonToken.VALUE_STRING) {
              throw new Problem(400, "parameter '" + key + "' is not a string");
            }
            if (parameters.put(key, json.getText()) != null) {
              throw new Problem(400, "the body has parameter '" + key + "' twice");
            }
          }
        });
    return parameters;
  }
}
