package dev.jinx.client.cluster;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The processes to be killed when this JVM ends: a test that is interrupted closes none. */
final class Survivors {
  private static final Set<NodeProcess> ALL = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> ALL.forEach(NodeProcess::kill), "jinx-kill-nodes"));
  }

  private Survivors() {}

  static void add(NodeProcess process) {
    ALL.add(process);
  }

  static void remove(NodeProcess process) {
    ALL.remove(process);
  }
}
