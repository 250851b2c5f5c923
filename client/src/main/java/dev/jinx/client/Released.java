package dev.jinx.client;

import dev.jinx.client.json.Json;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a release did.
 *
 * @param released threads that it let go
 * @param kept messages kept for arrivals to come, with their outcome
 * @param reason why it did neither, or less than was asked; else null
 */
public record Released(int released, int kept, @Nullable String reason) {
  static Released of(String answer) {
    try {
      Map<String, Object> json = Json.object(answer);
      return new Released(
          Values.whole(json, "released", 0),
          Values.whole(json, "kept", 0),
          Values.text(json, "reason"));
    } catch (IOException e) {
      throw new JinxException("an answer that is no JSON: " + e.getMessage(), e);
    }
  }
}
