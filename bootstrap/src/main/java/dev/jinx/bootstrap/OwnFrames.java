package dev.jinx.bootstrap;

/** Our own frames on the stacks of application threads, which people should not have to read. */
public final class OwnFrames {
  private static final String RECALL = Recall.class.getName();

  private OwnFrames() {}

  /** Whether frames of that class are on the way from a woven method into the agent. */
  public static boolean isOurs(String className) {
    return className.startsWith("dev.jinx.bootstrap.")
        || className.startsWith("dev.jinx.net.")
        || className.startsWith("java.jinx.");
  }

  /** How many frames on top are ours, or lead from the woven method to ours. */
  public static int count(StackTraceElement[] stack) {
    int last = -1;
    for (int i = 0; i < stack.length; i++) {
      String name = stack[i].getClassName();
      if (name.equals(RECALL)) {
        // Below it are frames of ours that have the woven method executed.
        break;
      }
      if (isOurs(name)) {
        last = i;
      }
    }
    int first = last + 1;
    while (last >= 0
        && first < stack.length
        && stack[first].getClassName().startsWith("java.lang.invoke.")) {
      first++;
    }
    return first;
  }

  /** Takes them off the stack trace, so that it begins in the woven method. */
  static void cut(Throwable thrown) {
    StackTraceElement[] stack = thrown.getStackTrace();
    int own = count(stack);
    if (own > 0 && own < stack.length) {
      StackTraceElement[] rest = new StackTraceElement[stack.length - own];
      System.arraycopy(stack, own, rest, 0, rest.length);
      thrown.setStackTrace(rest);
    }
  }
}
