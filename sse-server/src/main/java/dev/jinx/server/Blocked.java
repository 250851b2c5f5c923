package dev.jinx.server;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which threads wait for a monitor or lock that another one holds, at one moment. One question to
 * the JVM for all of them, without their stacks. The JVM does not tell of virtual threads.
 */
final class Blocked {
  /** Nobody. */
  static final Blocked NONE = new Blocked();

  private final Map<Long, List<String>> byOwner = new HashMap<>();

  private Blocked() {}

  static Blocked now() {
    Blocked blocked = new Blocked();
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (ThreadInfo info : threads.getThreadInfo(threads.getAllThreadIds(), 0)) {
      if (info != null && info.getLockOwnerId() >= 0) {
        blocked
            .byOwner
            .computeIfAbsent(info.getLockOwnerId(), owner -> new ArrayList<>())
            .add(info.getThreadName());
      }
    }
    return blocked;
  }

  /** The names of the threads that wait for what a thread holds. */
  List<String> by(Thread owner) {
    return byOwner.getOrDefault(owner.getId(), List.of());
  }
}
