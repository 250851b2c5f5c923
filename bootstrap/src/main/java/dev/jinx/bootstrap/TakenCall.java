package dev.jinx.bootstrap;

import org.jspecify.annotations.Nullable;

/** A call of the application that was taken from its thread, to be executed by one of ours. */
final class TakenCall {
  private final Arm arm;
  private final String action;
  private final Recall recall;
  private final @Nullable Object[] values;
  private final @Nullable ClassLoader context;

  /** The number of the thread that made the call. */
  final long sender;

  /** What is to be executed right after it, or null. */
  @Nullable TakenCall next;

  /** A call, on the thread that makes it; it was admitted by {@link CallThread}. */
  TakenCall(Arm arm, String action, Recall recall, HitView view) {
    this.arm = arm;
    this.action = action;
    this.recall = recall;
    this.values = view.values();
    this.context = view.thread().getContextClassLoader();
    this.sender = Threads.id(view.thread());
  }

  /** Executes it, on a thread of ours that has its guard. It throws nothing. */
  void execute() {
    Thread thread = Thread.currentThread();
    try {
      thread.setContextClassLoader(context);
      recall.call(values);
    } catch (Throwable thrown) {
      fail(thrown);
    } finally {
      CallThread.done();
    }
  }

  /** Is done with it, without having executed it. */
  void forget() {
    CallThread.done();
  }

  /** Tells what it threw: nobody is there to catch it. */
  void fail(Throwable thrown) {
    tell(arm, action, recall, thrown);
  }

  static void tell(Arm arm, String action, Recall recall, Throwable thrown) {
    try {
      String text = action + ": " + recall.label() + " failed: " + thrown;
      if (arm.tellError(text)) {
        Say.later("at " + recall.point() + ", " + text + " (further ones are only counted)");
      }
    } catch (Throwable fault) {
      // Out of memory or stack, or the exception fails in being told.
      Faults.count("telling that a call failed", fault);
    }
  }
}
