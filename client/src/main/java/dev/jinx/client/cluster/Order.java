package dev.jinx.client.cluster;

import dev.jinx.client.Armed;
import dev.jinx.client.Closing;
import dev.jinx.client.Cursor;
import dev.jinx.client.Hit;
import dev.jinx.client.JinxException;
import dev.jinx.client.Point;
import dev.jinx.client.WaitTimeoutException;
import dev.jinx.client.Waits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A point of one process before a point of another: threads that reach the second are held there
 * until the first was hit; from then on both pass. Ends when it is closed, and lets go whom it
 * holds.
 */
public final class Order implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Point second;
  private final Cursor begin;
  private final List<Armed> arms = new ArrayList<>();
  private final Armed hold;
  private final Thread thread;
  private final CompletableFuture<Hit> passed = new CompletableFuture<>();

  private Order(Point first, Point second) {
    this.second = second;
    this.begin = second.jinx().cursor();
    Waits firsts = first.since(first.jinx().cursor());
    if (first.state().arms().isEmpty()) {
      arms.add(first.enable("observe"));
    }
    try {
      hold = second.enable("pause(" + LONGEST.toMinutes() + "m)");
    } catch (RuntimeException e) {
      arms.forEach(Armed::disable);
      throw e;
    }
    arms.add(hold);
    thread = new Thread(() -> release(firsts), "jinx-order " + first + " before " + second);
    thread.setDaemon(true);
    thread.start();
  }

  /** A point that is to be first. */
  public static final class First {
    private final Point first;

    First(Point first) {
      this.first = first;
    }

    /**
     * Holds whoever reaches that point until the first was hit, from now on. The first is observed,
     * if nobody armed it; the second must not be armed by others, whose arm would act instead.
     *
     * @throws IllegalStateException if the second is armed already
     */
    public Order before(Point second) {
      if (!second.state().arms().isEmpty()) {
        throw new IllegalStateException(
            second
                + " is armed already, by "
                + second.state().arms().get(0).action()
                + ", so that it cannot be held there");
      }
      return new Order(first, second);
    }
  }

  private void release(Waits firsts) {
    try {
      Hit hit = firsts.awaitHit(LONGEST);
      hold.release(); // told as released, not as an arm's end
      Armed open = second.enable("observe"); // in place of the pause
      synchronized (arms) {
        arms.add(open);
      }
      passed.complete(hit);
    } catch (RuntimeException e) {
      passed.completeExceptionally(e);
    }
  }

  /**
   * Waits until both were hit, in this order.
   *
   * @return the hit of the second; it was parked if it came too early
   */
  public Hit await(Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    try {
      passed.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new WaitTimeoutException(
          thread.getName() + ": the first was not hit within " + timeout, e);
    } catch (ExecutionException e) {
      throw new ClusterException(thread.getName() + " ended: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("interrupted while waiting for " + thread.getName(), e);
    }
    Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    return second.since(begin).awaitHit(left);
  }

  /**
   * Ends it.
   *
   * @throws ClusterException if a thread went on at the second, because its pause ran out, before
   *     the first was hit
   */
  @Override
  public void close() {
    boolean kept = passed.isDone() && !passed.isCompletedExceptionally();
    thread.interrupt();
    join();
    List<Armed> all;
    synchronized (arms) {
      all = List.copyOf(arms);
    }
    Closing.all(all.stream().<Runnable>map(arm -> arm::disable).toList());
    if (!kept && expired()) {
      throw new ClusterException(
          thread.getName() + ": a thread waited for " + LONGEST + ", and went on", null);
    }
  }

  private boolean expired() {
    try {
      hold.awaitExpired(Duration.ZERO);
      return true;
    } catch (JinxException e) {
      return false; // none, or the node is dead
    }
  }

  private void join() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
