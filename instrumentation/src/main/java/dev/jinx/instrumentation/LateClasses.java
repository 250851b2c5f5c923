package dev.jinx.instrumentation;

import dev.jinx.bootstrap.AgentThreads;
import dev.jinx.bootstrap.Say;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Classes that were being loaded while a point that means them was declared. */
final class LateClasses implements Runnable {
  private static final long STEP = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LONG = TimeUnit.MINUTES.toNanos(1);

  private final LoadedClasses loaded;
  private final PreFilter filter;
  private final Map<String, List<Passed>> awaited;

  /**
   * @param filter the point's
   * @param awaited which were not among the loaded classes; taken over
   */
  LateClasses(LoadedClasses loaded, PreFilter filter, Map<String, List<Passed>> awaited) {
    this.loaded = loaded;
    this.filter = filter;
    this.awaited = awaited;
  }

  /** Weaves them as they appear: soon, as a rule; a thread of our own goes on where they do not. */
  void weave() {
    if (!awaited.isEmpty() && !weave(STEP, SHORT)) {
      AgentThreads.create("jinx-late-classes", this).start();
    }
  }

  @Override
  public void run() {
    try {
      weave(50 * STEP, LONG);
    } catch (RuntimeException | LinkageError fault) {
      Say.now("classes that were just being loaded may not be woven: " + fault);
    }
  }

  private boolean weave(long step, long most) {
    long start = System.nanoTime();
    while (true) {
      loaded.weave(filter, awaited);
      if (awaited.isEmpty()) {
        return true;
      }
      if (System.nanoTime() - start > most) {
        return false;
      }
      LockSupport.parkNanos(step);
    }
  }
}
