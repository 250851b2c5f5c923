package dev.jinx.expression;

import dev.jinx.bootstrap.OwnFrames;
import dev.jinx.bootstrap.ThreadTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A thread as expressions see it: to be read, not to be acted on. */
record ThreadFacts(Thread thread) {
  static final List<String> NAMES =
      List.of("name", "id", "virtual", "daemon", "priority", "group", "state", "stack");

  static boolean has(String name) {
    return NAMES.contains(name);
  }

  static @Nullable Object read(Thread thread, String name) {
    return switch (name) {
      case "name" -> thread.getName();
      case "id" -> ThreadTable.id(thread);
      case "virtual" -> ThreadTable.isVirtual(thread);
      case "daemon" -> thread.isDaemon();
      case "priority" -> thread.getPriority();
      case "group" -> group(thread);
      case "state" -> thread.getState();
      case "stack" -> stack(thread);
      default -> null;
    };
  }

  /** The methods it is in, innermost first, without ours: {@code com.acme.Store.commit}. */
  private static List<String> stack(Thread thread) {
    StackTraceElement[] stack = thread.getStackTrace();
    List<String> methods = new ArrayList<>();
    for (int i = OwnFrames.count(stack); i < stack.length; i++) {
      methods.add(stack[i].getClassName() + "." + stack[i].getMethodName());
    }
    return methods;
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
