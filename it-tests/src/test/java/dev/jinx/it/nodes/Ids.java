package dev.jinx.it.nodes;

import dev.jinx.it.Http;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Ids of events that were printed, {@code NODE@BOOT.SEQ}. */
final class Ids {
  private Ids() {}

  /** Of lines of JSON; a gap fails. */
  static List<String> of(List<String> lines) {
    List<String> ids = new ArrayList<>();
    for (String line : lines) {
      String id = Http.parse(line).path("id").asText();
      if (id.isEmpty()) {
        throw new AssertionError("no event: " + line);
      }
      ids.add(id);
    }
    return ids;
  }

  /** Of the whole lines of an output; what a killed process had begun is none. */
  static List<String> ofOutput(String out) {
    int end = out.lastIndexOf('\n') + 1;
    return of(out.substring(0, end).lines().toList());
  }

  /** Fails where one comes twice, or before one that was earlier on its node. */
  static void assertInOrder(List<String> ids) {
    Map<String, String> last = new HashMap<>();
    for (String id : ids) {
      String before = last.put(node(id), id);
      if (before != null && !isBefore(before, id)) {
        throw new AssertionError(id + " comes behind " + before);
      }
    }
  }

  /** One position for all, behind those ids. */
  static String vector(List<String> ids) {
    Map<String, String> last = new HashMap<>();
    ids.forEach(id -> last.put(node(id), id));
    return String.join(",", last.values());
  }

  static Set<String> union(List<List<String>> parts) {
    Set<String> all = new LinkedHashSet<>();
    parts.forEach(all::addAll);
    return all;
  }

  static String node(String id) {
    return id.substring(0, id.lastIndexOf('@'));
  }

  static long boot(String id) {
    return Long.parseLong(id.substring(id.lastIndexOf('@') + 1, id.lastIndexOf('.')));
  }

  static long seq(String id) {
    return Long.parseLong(id.substring(id.lastIndexOf('.') + 1));
  }

  private static boolean isBefore(String one, String other) {
    return boot(one) < boot(other) || (boot(one) == boot(other) && seq(one) < seq(other));
  }
}
