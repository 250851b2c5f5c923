package dev.jinx.server;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads one JSON value from a request's body, and says in which key it is not what it should be.
 */
final class JsonBody {
  private JsonBody() {}

  /** Takes the value, whose first token has not been read yet. */
  interface Use {
    void use(JsonParser json) throws IOException, Problem;
  }

  /** Has the body read by somebody who reads one value whole; nothing may follow it. */
  static void read(byte[] body, Use use) throws Problem {
    try (JsonParser json = Reply.factory().createParser(body)) {
      use.use(json);
      if (json.nextToken() != null) {
        throw new Problem(400, "the body goes on after its JSON object");
      }
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

  static String text(String key, JsonParser json) throws IOException, Problem {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw Problem.wrong(key, shown(json), "is not a string");
    }
    return json.getText();
  }

  static boolean flag(String key, JsonParser json) throws IOException, Problem {
    if (!json.currentToken().isBoolean()) {
      throw Problem.wrong(key, shown(json), "is not true or false");
    }
    return json.getBooleanValue();
  }

  static long number(String key, JsonParser json) throws IOException, Problem {
    if (json.currentToken() != JsonToken.VALUE_NUMBER_INT
        || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw Problem.wrong(key, shown(json), "is not a whole number");
    }
    return json.getLongValue();
  }

  /** An object of strings. */
  static Map<String, String> texts(String key, JsonParser json) throws IOException, Problem {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw Problem.wrong(key, shown(json), "is not an object of strings");
    }
    Map<String, String> texts = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (texts.put(name, text(key + "." + name, json)) != null) {
        throw new Problem(400, "the body has '" + key + "." + name + "' twice");
      }
    }
    return texts;
  }

  /** The value, for messages. */
  static String shown(JsonParser json) throws IOException {
    return json.currentToken() == null ? "" : json.getText();
  }
}
