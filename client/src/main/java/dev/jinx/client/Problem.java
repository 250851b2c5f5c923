package dev.jinx.client;

import dev.jinx.client.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Turns an answer that is no success into the exception that says it best. */
final class Problem {
  private Problem() {}

  static RefusedException exception(int status, String body) {
    Map<String, Object> json = json(body);
    String detail = Values.text(json, "detail", Values.text(json, "title", "HTTP " + status));
    List<String> nearest = Values.texts(json.get("nearest"));
    if (status == 404 && json.containsKey("lease")) {
      return new UnknownLeaseException(detail, body);
    }
    // A route that does not exist is 404 too, but has no problem body of ours.
    if (status == 404 && json.containsKey("detail")) {
      return new UnknownPointException(detail, nearest, body);
    }
    if (status == 401 && !json.containsKey("detail")) {
      detail = "the agent wants a token";
    }
    return new RefusedException(detail, status, body);
  }

  /**
   * The body's members; none if something in between answered, whose status still says something.
   */
  static Map<String, Object> json(String body) {
    try {
      return Json.object(body);
    } catch (IOException e) {
      return Map.of();
    }
  }
}
