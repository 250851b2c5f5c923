package dev.jinx.server;

import dev.jinx.bootstrap.Threads;
import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a thread holds while it stands still, written {@code java.lang.Object@1a2b}. Asks the JVM
 * itself, without an MBean server, and only when somebody looks at a parked thread. The JVM cannot
 * tell for virtual threads.
 *
 * @param monitors entered by {@code synchronized}
 * @param locks of java.util.concurrent
 */
record HeldLocks(List<String> monitors, List<String> locks) {
  private static final HeldLocks NONE = new HeldLocks(List.of(), List.of());

  static HeldLocks of(Thread thread) {
    if (Threads.isVirtual(thread)) {
      return NONE;
    }
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    boolean monitors = threads.isObjectMonitorUsageSupported();
    boolean locks = threads.isSynchronizerUsageSupported();
    ThreadInfo info = threads.getThreadInfo(new long[] {thread.getId()}, monitors, locks)[0];
    if (info == null) {
      return NONE;
    }
    return new HeldLocks(words(info.getLockedMonitors()), words(info.getLockedSynchronizers()));
  }

  private static List<String> words(LockInfo[] held) {
    List<String> words = new ArrayList<>();
    for (LockInfo lock : held) {
      words.add(lock.toString());
    }
    return words;
  }

  /**
   * Which threads wait for a monitor or lock that another one holds, by the number of that one. One
   * question for all of them, without their stacks.
   */
  static Map<Long, List<String>> waitersByOwner() {
    Map<Long, List<String>> byOwner = new HashMap<>();
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (ThreadInfo info : threads.getThreadInfo(threads.getAllThreadIds(), 0)) {
      if (info != null && info.getLockOwnerId() >= 0) {
        byOwner
            .computeIfAbsent(info.getLockOwnerId(), owner -> new ArrayList<>())
            .add(info.getThreadName());
      }
    }
    return byOwner;
  }
}
