package dev.jinx.client.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A point of the test's own agent: an arm for each lease, and one without; the newest acts. */
public final class TestPoint {
  /** An arm; a fired one-shot takes no more hits, but holds its thread. */
  static final class Arm {
    final int number;
    final String action;
    final boolean oneShot;
    final @Nullable String lease;
    boolean fired;

    Arm(int number, String action, boolean oneShot, @Nullable String lease) {
      this.number = number;
      this.action = action;
      this.oneShot = oneShot;
      this.lease = lease;
    }
  }

  /** A thread that stands here. */
  record Parked(int hit, Arm arm) {}

  final String name;
  final List<Parked> parked = new ArrayList<>();
  final Map<String, Arm> arms = new LinkedHashMap<>();
  Map<String, Object> declared = Map.of();
  int arm;
  int hits;
  private String state = "woven";
  private @Nullable String reason;
  private @Nullable String report;

  TestPoint(String name) {
    this.name = name;
  }

  public boolean isEnabled() {
    return arms.values().stream().anyMatch(each -> !each.fired);
  }

  public void state(String word) {
    state(word, null);
  }

  public void state(String word, @Nullable String why) {
    state = word;
    reason = why;
  }

  public void report(@Nullable String text) {
    report = text;
  }

  void enable(Map<String, String> query) {
    arm++;
    String lease = query.get("lease");
    boolean oneShot = "true".equals(query.get("one_shot"));
    arms.remove(String.valueOf(lease));
    arms.put(
        String.valueOf(lease),
        new Arm(arm, query.getOrDefault("action", declaredAction()), oneShot, lease));
  }

  private String declaredAction() {
    return String.valueOf(declared.getOrDefault("action", "observe"));
  }

  @Nullable Arm newest() {
    return arms.values().stream()
        .filter(each -> !each.fired)
        .reduce((a, b) -> a.number > b.number ? a : b)
        .orElse(null);
  }

  Map<String, Object> state() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("enabled", isEnabled());
    json.put("method", declared.getOrDefault("method", "com.acme.Store#" + name));
    json.put("parameters", parameters());
    if (declared.get("action") != null) {
      json.put("action", declared.get("action"));
    }
    json.put("state", state);
    json.put("nearest", state.equals("missing") ? List.of("comit(long)") : List.of());
    if (state.equals("missing")) {
      json.put("reason", "com.acme.Store has no such method");
    }
    if (reason != null) {
      json.put("reason", reason);
    }
    if (report != null) {
      json.put("report", report);
    }
    json.put("sites", List.of(Map.of("class", "com.acme.Store", "count", 1)));
    List<Map<String, Object>> listed = new ArrayList<>();
    arms.values().stream().filter(each -> !each.fired).forEach(each -> listed.add(arm(each)));
    json.put("arms", listed);
    json.put("hits", hits);
    json.put("waiters", parked.size());
    json.put("errors", 0);
    return json;
  }

  private static Map<String, Object> arm(Arm arm) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("arm", arm.number);
    json.put("action", arm.action);
    json.put("one_shot", arm.oneShot);
    if (arm.lease != null) {
      json.put("lease", arm.lease);
    }
    return json;
  }

  private List<Map<String, Object>> parameters() {
    List<Map<String, Object>> pairs = new ArrayList<>();
    if (declared.get("parameters") instanceof Map<?, ?> map) {
      map.forEach((key, value) -> pairs.add(Map.of("key", key, "value", value)));
    }
    return pairs;
  }

  List<Map<String, Object>> waiters() {
    return parked.stream().map(TestPoint::waiter).toList();
  }

  private static Map<String, Object> waiter(Parked parked) {
    Map<String, Object> json = new LinkedHashMap<>();
    int hit = parked.hit();
    json.put("thread", Map.of("id", 30 + hit, "name", "sender-" + hit, "virtual", false));
    json.put("arm", parked.arm().number);
    json.put("hit", hit);
    json.put("parked_ms", 1234);
    json.put("action", parked.arm().action);
    json.put("stack", List.of("com.acme.Store.commit(Store.java:12)"));
    json.put("monitors", List.of("java.lang.Object@1a2b"));
    json.put("warnings", List.of("a worker of a thread pool: pool-1"));
    if (parked.arm().lease != null) {
      json.put("lease", parked.arm().lease);
    }
    return json;
  }
}
