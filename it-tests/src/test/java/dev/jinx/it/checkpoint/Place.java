package dev.jinx.it.checkpoint;

import java.util.Map;
import java.util.TreeMap;

/** The steps of writers as cursors, with a new boot every 100, and what became of them. */
final class Place {
  private static final long BOOT = 100;

  private Place() {}

  static String cursor(String node, long step) {
    return node + "@" + step / BOOT + "." + step % BOOT;
  }

  /** The step of each node in a cursor. Reads it in another way than the client does. */
  static Map<String, Long> steps(String cursor) {
    Map<String, Long> steps = new TreeMap<>();
    for (String one : cursor.split(",", -1)) {
      String[] parts = one.split("[@.]", -1);
      steps.put(parts[0], Long.parseLong(parts[1]) * BOOT + Long.parseLong(parts[2]));
    }
    return steps;
  }

  /** Whether every node of these is at least as far in the others. */
  static boolean reached(Map<String, Long> wanted, Map<String, Long> there) {
    return wanted.entrySet().stream()
        .allMatch(e -> there.getOrDefault(e.getKey(), -1L) >= e.getValue());
  }
}
