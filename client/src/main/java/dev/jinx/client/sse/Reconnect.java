package dev.jinx.client.sse;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a lost stream is asked for again. Any 4xx but 401 and 429 is final and no policy is
 * asked.
 */
@FunctionalInterface
public interface Reconnect {
  /** The time to wait before the next attempt, or null to give up with the loss's cause. */
  @Nullable Duration after(Loss loss);

  /**
   * For as long as the caller wants, and considerate of the server:
   *
   * <ul>
   *   <li>a rotation, or a plain end: at once; if that brings nothing, as for a failure;
   *   <li>a server that goes down: 5 s, the time of a start;
   *   <li>429 and 5xx with {@code Retry-After}: what it asks for, up to 5 minutes;
   *   <li>401: at once and once, as the token may have been renewed; then it gives up;
   *   <li>any failure, and 429 or 5xx that ask for nothing: a random time up to 250 ms, doubled
   *       with each failure up to 30 s, so that many readers do not come back in one moment.
   * </ul>
   *
   * <p>A pure function of the loss but for the random times. What the server says in {@code retry:}
   * is for browsers, which know no such policy.
   */
  static Reconnect always(RandomGenerator random) {
    return loss ->
        switch (loss.kind()) {
          case ENDED -> loss.failures() == 0 ? Duration.ZERO : jitter(loss, random);
          case SHUTDOWN -> Pauses.SHUTDOWN;
          case UNAUTHORIZED -> loss.repeats() == 0 ? Duration.ZERO : null;
          case BUSY -> {
            Duration asked = loss.retryAfter();
            yield asked == null ? jitter(loss, random) : Pauses.atMost(Pauses.LONGEST_ASKED, asked);
          }
          case REFUSED, SILENT, BROKEN -> jitter(loss, random);
        };
  }

  /**
   * The same with no pause longer than that. A server that answers 429 or 5xx is there and asks for
   * time: it gets what it asks for, up to 30 s.
   */
  default Reconnect atMost(Duration longest) {
    return loss -> {
      Duration pause = after(loss);
      Duration most = loss.kind() == Loss.Kind.BUSY ? Pauses.LONGEST : longest;
      return pause == null ? null : Pauses.atMost(most, pause);
    };
  }

  private static Duration jitter(Loss loss, RandomGenerator random) {
    return Duration.ofMillis(random.nextLong(Pauses.ceiling(loss.failures()).toMillis() + 1));
  }
}
