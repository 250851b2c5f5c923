package dev.jinx.client;

import dev.jinx.client.json.Json;
import java.io.IOException;
import java.util.Map;

/**
 * What the agent says of a lease that it made or renewed.
 *
 * @param id its id
 * @param ttl its time, such as {@code 30s}
 */
public record LeaseAnswer(String id, String ttl) {
  /** Reads the answer. */
  public static LeaseAnswer of(String answer) {
    try {
      Map<String, Object> json = Json.object(answer);
      String id = Values.text(json, "id", "");
      if (!id.isEmpty()) {
        return new LeaseAnswer(id, Values.text(json, "ttl", ""));
      }
    } catch (IOException e) {
      throw new JinxException("not a lease: " + answer, e);
    }
    throw new JinxException("not a lease: " + answer, null);
  }
}
