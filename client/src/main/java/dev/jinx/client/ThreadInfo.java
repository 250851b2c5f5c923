package dev.jinx.client;

import java.util.Map;

/**
 * A thread of the other JVM.
 *
 * @param id its number there, unique in that JVM's life
 * @param name its name at that moment
 * @param virtual whether it is a virtual thread
 */
public record ThreadInfo(long id, String name, boolean virtual) {
  static ThreadInfo of(Map<String, Object> json) {
    return new ThreadInfo(
        Values.number(json, "id", -1),
        Values.text(json, "name", ""),
        Boolean.TRUE.equals(json.get("virtual")));
  }
}
