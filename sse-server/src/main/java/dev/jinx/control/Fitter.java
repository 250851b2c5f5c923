package dev.jinx.control;

import dev.jinx.bootstrap.AgentThreads;
import dev.jinx.bootstrap.Faults;
import dev.jinx.bootstrap.Fitting;
import org.jspecify.annotations.Nullable;

/**
 * Has arms checked against what was woven after they began, on a thread that lives as long as there
 * is something to check: the check asks loaders of the application, which may keep it waiting, and
 * leases must not wait for them. For the keeper.
 */
final class Fitter {
  private @Nullable Thread thread;

  /** Starts a check where one is asked for and none is under way. */
  void look() {
    if (Fitting.isAsked() && (thread == null || !thread.isAlive())) {
      Thread started = AgentThreads.create("jinx-fitter", Fitter::check);
      thread = started;
      started.start();
    }
  }

  private static void check() {
    try {
      Fitting.check();
    } catch (RuntimeException | LinkageError | OutOfMemoryError fault) {
      Faults.count("fitting actions to methods", fault);
    }
  }
}
