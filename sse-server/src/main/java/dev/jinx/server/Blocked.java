package dev.jinx.server;

import java.util.List;
import java.util.Map;

/**
 * Which threads wait for a monitor or lock that another one holds, at one moment. The JVM does not
 * tell of virtual threads.
 *
 * @param byOwner names of those that wait, by the number of the thread that holds
 */
record Blocked(Map<Long, List<String>> byOwner) {
  /** Nobody. */
  static final Blocked NONE = new Blocked(Map.of());

  static Blocked now() {
    return new Blocked(HeldLocks.waitersByOwner());
  }

  /** The names of the threads that wait for what a thread holds. */
  List<String> by(Thread owner) {
    return byOwner.getOrDefault(owner.getId(), List.of());
  }
}
