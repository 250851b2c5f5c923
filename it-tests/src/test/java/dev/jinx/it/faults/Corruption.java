package dev.jinx.it.faults;

import java.util.Map;

/** Code of a test, that runs in the target. */
final class Corruption {
  private Corruption() {}

  static void corrupt(Map<String, Object> hit) {
    Object[] args = (Object[]) hit.get("args");
    Object suffix = ((Map<?, ?>) hit.get("parameters")).get("suffix");
    hit.put("return", hit.get("point") + " of " + args[0] + " " + suffix);
  }
}
