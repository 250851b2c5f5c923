package dev.jinx.client.cluster;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** Does one thing at several nodes at once. */
final class Together {
  /** What is done at a node. */
  @FunctionalInterface
  interface Task {
    void run(Station station);
  }

  private Together() {}

  /**
   * Waits for all of them, whatever becomes of the others; an interrupt does not end it, since half
   * a cut is worse than a late one. Each request is bounded by its own time.
   *
   * @throws ClusterException with what failed at which node
   */
  static void run(String what, Collection<Desk> desks, Task task) {
    Map<Desk, Future<?>> running = new LinkedHashMap<>();
    for (Desk desk : desks) {
      running.put(
          desk,
          desk.submit(
              () -> {
                task.run(desk.station());
                return null;
              }));
    }
    Map<String, Throwable> failures = new LinkedHashMap<>();
    boolean interrupted = false;
    for (Map.Entry<Desk, Future<?>> each : running.entrySet()) {
      boolean done = false;
      while (!done) {
        try {
          each.getValue().get();
          done = true;
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          failures.put(each.getKey().name(), e.getCause());
          done = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (!failures.isEmpty()) {
      throw failure(what, failures);
    }
  }

  private static ClusterException failure(String what, Map<String, Throwable> failures) {
    String why =
        failures.entrySet().stream()
            .map(each -> each.getKey() + ": " + message(each.getValue()))
            .collect(Collectors.joining("; "));
    ClusterException failure =
        new ClusterException(what + ": " + why, failures.values().iterator().next());
    failures.values().stream().skip(1).forEach(failure::addSuppressed);
    return failure;
  }

  private static String message(Throwable cause) {
    return cause instanceof dev.jinx.client.JinxException && cause.getMessage() != null
        ? cause.getMessage()
        : cause.toString();
  }
}
