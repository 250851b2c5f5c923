package dev.jinx.client;

import java.util.Map;

/**
 * What an agent says of itself.
 *
 * @param ready whether it takes requests
 * @param cursor where its log stands, which names node and boot too
 */
public record Health(boolean ready, Cursor cursor) {
  static Health of(Map<String, Object> json) {
    try {
      Cursor cursor = Cursor.parse(Values.text(json, "cursor", ""));
      return new Health("ready".equals(json.get("status")), cursor);
    } catch (IllegalArgumentException e) {
      throw new JinxException("an agent without a cursor: " + json, e);
    }
  }
}
