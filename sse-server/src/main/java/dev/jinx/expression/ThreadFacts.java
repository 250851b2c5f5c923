package dev.jinx.expression;

import dev.jinx.bootstrap.Threads;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A thread as expressions see it: to be read, not to be acted on. */
record ThreadFacts(Thread thread) {
  static final List<String> NAMES =
      List.of("name", "id", "virtual", "daemon", "priority", "group", "state");

  static boolean has(String name) {
    return NAMES.contains(name);
  }

  static @Nullable Object read(Thread thread, String name) {
    return switch (name) {
      case "name" -> thread.getName();
      case "id" -> Threads.id(thread);
      case "virtual" -> Threads.isVirtual(thread);
      case "daemon" -> thread.isDaemon();
      case "priority" -> thread.getPriority();
      case "group" -> group(thread);
      case "state" -> thread.getState();
      default -> null;
    };
  }

  private static @Nullable String group(Thread thread) {
    ThreadGroup group = thread.getThreadGroup();
    return group == null ? null : group.getName();
  }

  @Override
  public String toString() {
    return thread.getName();
  }
}
