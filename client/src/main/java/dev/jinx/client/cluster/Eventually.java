package dev.jinx.client.cluster;

import dev.jinx.client.WaitTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tries again and again; a failure tells what happened meanwhile. */
final class Eventually {
  private static final long PAUSE_MILLIS = 100;

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
    long end = System.nanoTime() + timeout.toNanos();
    while (true) {
      tries++;
      try {
        T value = attempt.call();
        if (good.test(value)) {
          return value;
        }
        last = "the value " + value;
        cause = null;
      } catch (InterruptedException e) {
        throw interrupted(e);
      } catch (Exception | AssertionError e) {
        last = e.toString();
        cause = e;
      }
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw failure();
      }
      pause(Math.min(left, TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS)));
    }
  }

  private void pause(long nanos) {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
    } catch (InterruptedException e) {
      throw interrupted(e);
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
