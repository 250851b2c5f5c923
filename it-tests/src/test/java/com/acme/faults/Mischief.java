package com.acme.faults;

import java.util.Map;

/** What the application itself may be told to call. */
final class Mischief {
  private static int called;

  private Mischief() {}

  static void happens() {
    called++;
  }

  static void meets(Object self, Object[] args) {
    called += ((Journal) self).size() + args.length;
  }

  static void decides(Map<String, Object> hit) {
    hit.put("return", "decided for " + ((Object[]) hit.get("args"))[1]);
  }

  static void fails(Map<String, Object> hit) throws Exception {
    throw new java.io.EOFException("hit " + hit.get("hit"));
  }

  static int called() {
    return called;
  }
}
