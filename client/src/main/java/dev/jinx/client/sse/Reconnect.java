package dev.jinx.client.sse;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Decides when a lost stream is asked for again. */
@FunctionalInterface
public interface Reconnect {
  /** The time to wait before the next attempt, or null to give up with the loss's cause. */
  @Nullable Duration after(Loss loss);

  /** Never again. */
  static Reconnect never() {
    return loss -> null;
  }

  /**
   * For as long as the caller wants: at once after a rotation; after what the server asked for when
   * it went down or is busy; else after a random time up to 250 ms, doubled with each failure up to
   * 30 s, so that many readers do not come back in one moment.
   */
  static Reconnect always(RandomGenerator random) {
    Duration first = Duration.ofMillis(250);
    Duration most = Duration.ofSeconds(30);
    return loss -> {
      Duration asked = loss.retryAfter() != null ? loss.retryAfter() : loss.retry();
      boolean polite = loss.kind() == Loss.Kind.SHUTDOWN || loss.kind() == Loss.Kind.BUSY;
      if (loss.kind() == Loss.Kind.ENDED && loss.failures() == 0) {
        return Duration.ZERO;
      }
      if (polite && asked != null && (loss.retryAfter() != null || loss.failures() == 0)) {
        return asked.compareTo(most) < 0 ? asked : most;
      }
      long ceiling = Math.min(most.toMillis(), first.toMillis() << Math.min(loss.failures(), 16));
      return Duration.ofMillis(random.nextLong(ceiling + 1));
    };
  }
}
