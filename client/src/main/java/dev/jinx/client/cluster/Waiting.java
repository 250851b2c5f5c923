package dev.jinx.client.cluster;

import dev.jinx.client.Hit;
import dev.jinx.client.JinxException;
import dev.jinx.client.WaitTimeoutException;
import dev.jinx.client.Waits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** Waits for points of several nodes: one thread each, for as long as the wait lasts. */
final class Waiting {
  private record Outcome(@Nullable Hit hit, @Nullable RuntimeException failure) {}

  private Waiting() {}

  /**
   * Waits until so many of them were hit. What fails on one node, because it died, say, is no
   * failure as long as enough others are left.
   *
   * @return the first hit of each of the first ones, as they came
   */
  static List<Hit> some(int count, Duration timeout, List<Waits> points) {
    if (count < 1 || count > points.size()) {
      throw new IllegalArgumentException(count + " of " + points.size() + " points");
    }
    BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (Waits point : points) {
      Thread thread =
          new Thread(() -> outcomes.add(outcome(point, timeout)), "jinx-await " + point);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    try {
      return collect(count, timeout, points, outcomes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("interrupted while waiting for " + what(count, points), e);
    } finally {
      threads.forEach(Thread::interrupt);
    }
  }

  private static Outcome outcome(Waits point, Duration timeout) {
    try {
      return new Outcome(point.awaitHit(timeout), null);
    } catch (RuntimeException e) {
      return new Outcome(null, e);
    }
  }

  private static List<Hit> collect(
      int count, Duration timeout, List<Waits> points, BlockingQueue<Outcome> outcomes)
      throws InterruptedException {
    List<Hit> hits = new ArrayList<>();
    List<RuntimeException> failures = new ArrayList<>();
    while (hits.size() < count) {
      Outcome next = outcomes.take(); // each wait ends by itself
      if (next.hit() != null) {
        hits.add(next.hit());
      } else if (next.failure() != null) {
        failures.add(next.failure());
      }
      if (points.size() - failures.size() < count) {
        throw failed(what(count, points) + ", " + hits.size() + " came", timeout, failures);
      }
    }
    return List.copyOf(hits);
  }

  private static JinxException failed(
      String what, Duration timeout, List<RuntimeException> failures) {
    StringBuilder text = new StringBuilder("waited for " + what);
    failures.forEach(each -> text.append("\n- ").append(each.getMessage()));
    RuntimeException first = failures.get(0);
    JinxException failure =
        failures.stream().anyMatch(WaitTimeoutException.class::isInstance)
            ? new WaitTimeoutException(text.insert(0, "after " + timeout + ": ").toString(), first)
            : new ClusterException(text.toString(), first);
    failures.stream().skip(1).forEach(failure::addSuppressed);
    return failure;
  }

  private static String what(int count, List<Waits> points) {
    return (count == 1 ? "any" : Integer.toString(count)) + " of " + points;
  }
}
