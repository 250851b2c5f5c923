package dev.jinx.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads typed values out of JSON objects; a missing one gives the default, an odd one its text. */
final class Values {
  private Values() {}

  static String text(Map<String, Object> json, String key, String otherwise) {
    Object value = json.get(key);
    return value == null ? otherwise : value.toString();
  }

  static @Nullable String text(Map<String, Object> json, String key) {
    Object value = json.get(key);
    return value == null ? null : value.toString();
  }

  static long number(Map<String, Object> json, String key, long otherwise) {
    return json.get(key) instanceof Number number ? number.longValue() : otherwise;
  }

  static int whole(Map<String, Object> json, String key, int otherwise) {
    return json.get(key) instanceof Number number ? number.intValue() : otherwise;
  }

  @SuppressWarnings("unchecked") // keys of a JSON object are strings
  static Map<String, Object> object(Map<String, Object> json, String key) {
    return json.get(key) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  @SuppressWarnings("unchecked") // keys of a JSON object are strings
  static List<Map<String, Object>> objects(@Nullable Object list) {
    List<Map<String, Object>> objects = new ArrayList<>();
    if (list instanceof Iterable<?> items) {
      for (Object item : items) {
        if (item instanceof Map<?, ?> map) {
          objects.add((Map<String, Object>) map);
        }
      }
    }
    return objects;
  }

  static List<String> texts(@Nullable Object list) {
    List<String> texts = new ArrayList<>();
    if (list instanceof Iterable<?> items) {
      items.forEach(item -> texts.add(String.valueOf(item)));
    }
    return List.copyOf(texts);
  }

  /** Parameters come as an object in events, and as a list of key and value in states. */
  static Map<String, String> parameters(@Nullable Object json) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (json instanceof Map<?, ?> map) {
      map.forEach((key, value) -> parameters.put(String.valueOf(key), String.valueOf(value)));
    }
    for (Map<String, Object> pair : objects(json)) {
      parameters.put(text(pair, "key", ""), text(pair, "value", ""));
    }
    return java.util.Collections.unmodifiableMap(parameters);
  }
}
