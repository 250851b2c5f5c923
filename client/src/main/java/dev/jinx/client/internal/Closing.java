package dev.jinx.client.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Closes several things, each whatever becomes of the others. */
public final class Closing {
  private Closing() {}

  /** Runs all steps; then throws what the first one that failed threw, with the others to it. */
  public static void all(List<Runnable> steps) {
    Throwable failed = null;
    for (Runnable step : steps) {
      try {
        step.run();
      } catch (RuntimeException | Error e) {
        failed = first(failed, e);
      }
    }
    if (failed instanceof Error error) {
      throw error;
    }
    if (failed instanceof RuntimeException exception) {
      throw exception;
    }
  }

  private static Throwable first(@Nullable Throwable first, Throwable next) {
    if (first == null) {
      return next;
    }
    first.addSuppressed(next);
    return first;
  }
}
