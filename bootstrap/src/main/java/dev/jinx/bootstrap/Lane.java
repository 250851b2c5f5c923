package dev.jinx.bootstrap;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Calls that are executed one after the other. It has a thread only while there are any; who adds
 * one waits for nobody.
 */
final class Lane implements Runnable {
  private final ConcurrentLinkedQueue<TakenCall> calls = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();

  /** Adds a call, with those that are to come right after it. */
  void add(TakenCall first) {
    calls.add(first);
    if (size.getAndIncrement() == 0) {
      begin();
    }
  }

  /** For one whose calls have no thread yet. */
  void begin() {
    CallThread thread = CallThread.take();
    if (thread == null) {
      CallClock.beginLater(this);
    } else {
      thread.begin(this);
    }
  }

  /** Whether all calls have been executed. */
  boolean isIdle() {
    return size.get() == 0;
  }

  @Override
  public void run() {
    do {
      for (TakenCall call = calls.poll(); call != null; call = call.next) {
        execute(call);
      }
    } while (size.decrementAndGet() > 0);
  }

  private static void execute(@Nullable TakenCall call) {
    try {
      if (call != null) {
        call.execute();
      }
    } catch (Throwable fault) {
      // Out of stack at the very end of a call: the others are still to come.
      Faults.count("executing a call that was taken over", fault);
    }
  }
}
