package dev.jinx.server;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
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
    try (JsonParser json = Reply.factory().createParser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new Problem(400, "the body is not a JSON object of strings");
      }
      Map<String, String> parameters = new LinkedHashMap<>();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String key = json.currentName();
        if (json.nextToken() != JsonToken.VALUE_STRING) {
          throw new Problem(400, "parameter '" + key + "' is not a string");
        }
        if (parameters.put(key, json.getText()) != null) {
          throw new Problem(400, "the body has parameter '" + key + "' twice");
        }
      }
      if (json.nextToken() != null) {
        throw new Problem(400, "the body goes on after its JSON object");
      }
      return parameters;
    } catch (JacksonException e) {
      throw new Problem(
          400,
          "the body is not JSON, line "
              + e.getLocation().getLineNr()
              + ", column "
              + e.getLocation().getColumnNr()
              + ": "
              + e.getOriginalMessage().split(" \\(start")[0]);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
