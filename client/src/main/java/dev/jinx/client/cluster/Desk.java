package dev.jinx.client.cluster;

import dev.jinx.client.UnreachableException;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A node's daemon thread, on which all is done that is done to its rules. */
final class Desk {
  private static final long LOOK_MILLIS = 250;

  private final String name;
  private final Station station;
  private final ScheduledThreadPoolExecutor thread;

  Desk(String name, Station station) {
    this.name = name;
    this.station = station;
    this.thread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread made = new Thread(task, "jinx-cluster " + name);
              made.setDaemon(true);
              return made;
            });
  }

  String name() {
    return name;
  }

  Station station() {
    return station;
  }

  <T> Future<T> submit(Callable<T> task) {
    return thread.submit(task);
  }

  /** Looks again and again as long as there are rules; tells when something new was heard. */
  void watch(Runnable onNews) {
    thread.scheduleWithFixedDelay(
        () -> look(onNews), LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look(Runnable onNews) {
    contained(
        () -> {
          if (!station.isIdle() && station.watch()) {
            onNews.run();
          }
        });
  }

  private void contained(Runnable task) {
    try {
      task.run();
    } catch (UnreachableException notNow) {
      // Stopped, or in between: the next look tells. What was lost meanwhile, it finds and says.
      return;
    } catch (RuntimeException e) {
      station.trouble(e); // told when the rules are taken away
    }
  }

  /** Brings the rules up to what others said, soon. */
  void mendSoon() {
    if (!thread.isShutdown()) {
      thread.execute(() -> contained(station::mend));
    }
  }

  void close() {
    thread.shutdownNow();
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = thread.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
