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
  private static final Duration BUSY = Duration.ofSeconds(30);

  private Patience() {}

  /** Whether nothing listens there, and has not for long enough to call the JVM dead. */
  static boolean dead(Loss loss, Duration deadAfter) {
    return loss.kind() == Loss.Kind.REFUSED && loss.down().compareTo(deadAfter) >= 0;
  }

  /** For as long as the reader is open, and soon. */
  static Reconnect endless(Duration deadAfter) {
    return loss -> soon(loss, deadAfter);
  }

  /** Soon, until the JVM is dead. */
  static Reconnect whileAlive(Duration deadAfter) {
    return loss -> dead(loss, deadAfter) ? null : soon(loss, deadAfter);
  }

  /** For as long as the reader is open, with the usual pauses. */
  static Reconnect polite() {
    return loss -> Reconnect.always(ThreadLocalRandom.current()).after(loss);
  }

  private static @Nullable Duration soon(Loss loss, Duration deadAfter) {
    Duration pause = Reconnect.always(ThreadLocalRandom.current()).after(loss);
    Duration quarter = deadAfter.dividedBy(4); // so that death is noticed about when it is due
    Duration most = loss.down().compareTo(deadAfter) < 0 ? quarter : RESTART;
    most = loss.kind() == Loss.Kind.BUSY ? BUSY : most; // somebody is there, and asks for time
    return pause != null && pause.compareTo(most) > 0 ? most : pause;
  }
}
