package dev.jinx.check;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that does not fit.
 *
 * @param place {@code jinx.yaml:7:13}; for annotations the annotated method
 * @param point the point's name, or null where the file itself is wrong
 * @param text what is wrong, and what would be right
 */
record Finding(String place, @Nullable String point, String text) {
  /** A line for people. */
  String line() {
    return (place.isEmpty() ? "" : place + ": ")
        + (point == null ? "" : "point '" + point + "': ")
        + text;
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("place", place);
    if (point != null) {
      json.put("point", point);
    }
    json.put("text", text);
    return json;
  }
}
