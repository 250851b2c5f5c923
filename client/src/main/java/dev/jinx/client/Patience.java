package dev.jinx.client;

import dev.jinx.client.sse.Loss;
import dev.jinx.client.sse.Reconnect;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * How readers come back to a node. A test's own connection comes back soon, since nodes under test
 * are killed and started again, and there are few tests: the usual pauses are cut so short that
 * death is noticed when it is due. A reader that resumes over days, of whom there may be many, is
 * polite and keeps to them.
 */
final class Patience {
  private static final Duration RESTART = Duration.ofSeconds(1);

  private Patience() {}

  /** For as long as the reader is open, and soon. */
  static Reconnect endless(Duration deadAfter) {
    return loss -> soon(loss, deadAfter);
  }

  /** Soon, until the JVM is dead. */
  static Reconnect whileAlive(Duration deadAfter) {
    return loss -> loss.isDeath(deadAfter) ? null : soon(loss, deadAfter);
  }

  /** For as long as the reader is open, with the usual pauses. */
  static Reconnect polite() {
    return loss -> Reconnect.always(ThreadLocalRandom.current()).after(loss);
  }

  private static @Nullable Duration soon(Loss loss, Duration deadAfter) {
    Duration quarter = deadAfter.dividedBy(4); // so that death is noticed about when it is due
    Duration most = loss.down().compareTo(deadAfter) < 0 ? quarter : RESTART;
    return Reconnect.always(ThreadLocalRandom.current()).atMost(most).after(loss);
  }
}
