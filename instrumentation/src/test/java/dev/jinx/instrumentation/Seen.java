package dev.jinx.instrumentation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What armed points saw: called at each hit. */
public final class Seen {
  static final List<Map<String, Object>> HITS = new ArrayList<>();

  private Seen() {}

  /** The hit. */
  public static void hit(Map<String, Object> hit) {
    HITS.add(hit);
  }
}
