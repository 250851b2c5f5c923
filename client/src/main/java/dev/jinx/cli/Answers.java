package dev.jinx.cli;

import dev.jinx.client.json.Json;
import java.io.IOException;
import java.util.Map;

/** Reads answers of the agent. */
final class Answers {
  private Answers() {}

  static Map<String, Object> object(String answer) {
    try {
      return Json.object(answer);
    } catch (IOException e) {
      throw new CommandException("an answer that is no JSON: " + e.getMessage(), e);
    }
  }

  /** Keys and numbers, as in {@code released 1, kept 0}. */
  static String words(String answer) {
    StringBuilder words = new StringBuilder();
    object(answer)
        .forEach(
            (key, value) ->
                words.append(words.isEmpty() ? "" : ", ").append(key).append(' ').append(value));
    return words.toString();
  }
}
