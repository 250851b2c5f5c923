package dev.jinx.bootstrap;

/** The agent's own threads: daemons in one group, which never hit a point. */
public final class AgentThreads {
  private static final ThreadGroup GROUP = new ThreadGroup(root(), "jinx");

  private AgentThreads() {}

  /** A daemon thread of the agent, not yet started. Threads that it starts are the agent's too. */
  public static Thread create(String name, Runnable work) {
    Thread thread = new Thread(GROUP, work, name, 0, false);
    thread.setDaemon(true);
    // A loader of the application must not be kept alive by a thread of ours.
    thread.setContextClassLoader(null);
    return thread;
  }

  static boolean owns(Thread thread) {
    for (ThreadGroup group = thread.getThreadGroup(); group != null; group = group.getParent()) {
      if (group == GROUP) {
        return true;
      }
    }
    return false;
  }

  /** The group of which all others are part. */
  static ThreadGroup root() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    for (ThreadGroup above = group.getParent(); above != null; above = group.getParent()) {
      group = above;
    }
    return group;
  }
}
