package dev.jinx.client.cluster;

import dev.jinx.client.Hit;
import dev.jinx.client.Point;
import dev.jinx.client.WaitTimeoutException;
import dev.jinx.client.Waits;
import dev.jinx.client.internal.Closing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A point of one process before a point of another, or messages before messages: who reaches the
 * second is held there until the first was hit; from then on both pass. Ends when it is closed, and
 * lets go whom it holds.
 */
public final class Order implements AutoCloseable {
  private final List<Runnable> ends;
  private final Barrier barrier;
  private final Thread thread;
  private final CompletableFuture<Hit> passed = new CompletableFuture<>();

  private Order(First first, Point second, String word, List<Runnable> ends) {
    this.ends = new ArrayList<>(ends);
    Waits firsts;
    try {
      firsts = first.begin(this.ends);
      barrier = new Barrier(second, word);
    } catch (RuntimeException e) {
      Closing.all(this.ends);
      throw e;
    }
    thread = new Thread(() -> release(firsts), "jinx-order " + first + " before " + second);
    thread.setDaemon(true);
    thread.start();
  }

  /** What is to be first. */
  public static final class First {
    private final @Nullable Point point;
    private final @Nullable Messages messages;

    First(@Nullable Point point, @Nullable Messages messages) {
      this.point = point;
      this.messages = messages;
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
      return new Order(this, second, "pause", List.of());
    }

    /**
     * Holds those messages until the first was hit, from now on, and no thread of the program.
     *
     * @throws IllegalArgumentException if they are those of several nodes
     */
    public Order before(Messages second) {
      String node = second.node();
      MessageFilter filter = second.declared();
      try {
        return new Order(this, filter.at(node), "hold", List.of(filter::clear));
      } catch (RuntimeException e) {
        Closing.all(List.of(filter::clear));
        throw e;
      }
    }

    /** Has it observed; adds what ends that. */
    private Waits begin(List<Runnable> ends) {
      if (messages != null) {
        String node = messages.node();
        MessageFilter observed = messages.apply("observe");
        ends.add(observed::clear);
        return observed.at(node);
      }
      Point first = Objects.requireNonNull(point);
      Waits hits = first.since(first.jinx().cursor());
      if (first.state().arms().isEmpty()) {
        ends.add(first.enable("observe")::disable);
      }
      return hits;
    }

    @Override
    public String toString() {
      return String.valueOf(point == null ? messages : point);
    }
  }

  private void release(Waits firsts) {
    try {
      Hit hit = firsts.awaitHit(Barrier.LONGEST);
      barrier.open();
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
    return barrier.awaitHit(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
  }

  /**
   * Ends it.
   *
   * @throws ClusterException if one went on at the second, because it was held for too long, before
   *     the first was hit
   */
  @Override
  public void close() {
    boolean kept = passed.isDone() && !passed.isCompletedExceptionally();
    thread.interrupt();
    join();
    boolean broken = !kept && barrier.ranOut(); // before its point goes
    List<Runnable> steps = new ArrayList<>(List.of(barrier::close));
    steps.addAll(ends);
    Closing.all(steps);
    if (broken) {
      throw new ClusterException(
          thread.getName() + ": what was held for " + Barrier.LONGEST + " went on", null);
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
