package dev.jinx.client.cluster;

import dev.jinx.client.WaitTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** Has Awaitility try again and again; a failure tells what happened meanwhile. */
final class Eventually {
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Window window;
  private final Instant begin = Instant.now();
  private final Duration timeout;
  private int tries;
  private String last = "";
  private @Nullable Throwable cause;

  Eventually(Window window, Duration timeout) {
    this.window = window;
    this.timeout = timeout;
  }

  /** Gives the first value that the predicate takes; what is thrown means "not yet". */
  <T> T get(Callable<T> attempt, Predicate<? super T> good) {
    @SuppressWarnings("unchecked")
    T[] found = (T[]) new Object[1];
    boolean[] done = new boolean[1];
    try {
      await().until(() -> done[0] = isGood(attempt, good, found));
    } catch (ConditionTimeoutException e) {
      if (!done[0]) { // else it came in time, and was late to tell
        throw failure();
      }
    } catch (Exception e) {
      if (e instanceof InterruptedException interrupt) { // thrown without being declared
        throw interrupted(interrupt);
      }
      throw e;
    }
    return found[0];
  }

  /** In the caller's thread, since clients of tests are often made for one. */
  private ConditionFactory await() {
    try {
      return Awaitility.await()
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .pollInterval(PAUSE)
          .atMost(timeout.compareTo(Duration.ZERO) > 0 ? timeout : Duration.ofNanos(1));
    } catch (NoClassDefFoundError e) {
      throw new ClusterException(
          "eventually and retry need org.awaitility:awaitility on the class path", e);
    }
  }

  private <T> boolean isGood(Callable<T> attempt, Predicate<? super T> good, T[] found)
      throws InterruptedException {
    tries++;
    try {
      T value = attempt.call();
      found[0] = value;
      last = "the value " + value;
      cause = null;
      return good.test(value);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception | AssertionError e) {
      last = e.toString();
      cause = e;
      return false;
    }
  }

  private ClusterException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new ClusterException("interrupted after " + tries + " tries; the last gave " + last, e);
  }

  private WaitTimeoutException failure() {
    return new WaitTimeoutException(
        "not so after "
            + timeout
            + ", from "
            + begin
            + " to "
            + Instant.now()
            + ", tried "
            + tries
            + " times; the last gave "
            + last
            + "\n  events meanwhile: "
            + window,
        cause);
  }
}
