package dev.jinx.client.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A point of the test's own agent. */
public final class TestPoint {
  final String name;
  final List<Integer> parked = new ArrayList<>();
  boolean enabled;
  boolean oneShot;
  int arm;
  int hits;
  private String action = "observe";
  private String state = "woven";

  TestPoint(String name) {
    this.name = name;
  }

  public boolean isEnabled() {
    return enabled;
  }

  public void state(String word) {
    state = word;
  }

  void enable(Map<String, String> query) {
    arm++;
    enabled = true;
    oneShot = "true".equals(query.get("one_shot"));
    action = query.getOrDefault("action", "observe");
  }

  Map<String, Object> state() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("enabled", enabled);
    json.put("method", "com.acme.Store#" + name);
    json.put("state", state);
    json.put("nearest", state.equals("missing") ? List.of("comit(long)") : List.of());
    if (state.equals("missing")) {
      json.put("reason", "com.acme.Store has no such method");
    }
    json.put("sites", List.of(Map.of("class", "com.acme.Store", "count", 1)));
    json.put(
        "arms",
        enabled ? List.of(Map.of("arm", arm, "action", action, "one_shot", oneShot)) : List.of());
    json.put("hits", hits);
    json.put("waiters", parked.size());
    json.put("errors", 0);
    return json;
  }

  List<Map<String, Object>> waiters() {
    return parked.stream()
        .map(
            hit ->
                Map.<String, Object>of(
                    "thread",
                    Map.of("id", 30 + hit, "name", "sender-" + hit, "virtual", false),
                    "arm",
                    arm,
                    "hit",
                    hit,
                    "parked_ms",
                    1234,
                    "action",
                    action,
                    "stack",
                    List.of("com.acme.Store.commit(Store.java:12)"),
                    "monitors",
                    List.of("java.lang.Object@1a2b")))
        .toList();
  }
}
