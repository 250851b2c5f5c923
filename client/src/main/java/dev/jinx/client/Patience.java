package dev.jinx.client;

import dev.jinx.client.sse.Loss;
import dev.jinx.client.sse.Reconnect;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** How a test comes back to a node: soon, since nodes under test are killed and started again. */
final class Patience {
  private static final Duration RESTART = Duration.ofSeconds(1);

  private Patience() {}

  /** Whether nothing listens there, and has not for long enough to call the JVM dead. */
  static boolean dead(Loss loss, Duration deadAfter) {
    return loss.kind() == Loss.Kind.REFUSED && loss.down().compareTo(deadAfter) >= 0;
  }

  /** For as long as the reader is open. */
  static Reconnect endless(Duration deadAfter) {
    return loss -> pause(loss, deadAfter);
  }

  /** Until the JVM is dead. */
  static Reconnect whileAlive(Duration deadAfter) {
    return loss -> dead(loss, deadAfter) ? null : pause(loss, deadAfter);
  }

  private static @Nullable Duration pause(Loss loss, Duration deadAfter) {
    Duration pause = Reconnect.always(ThreadLocalRandom.current()).after(loss);
    Duration quarter = deadAfter.dividedBy(4); // so that death is noticed about when it is due
    Duration most = loss.down().compareTo(deadAfter) < 0 ? quarter : RESTART;
    boolean transport = loss.kind() != Loss.Kind.BUSY;
    return pause != null && transport && pause.compareTo(most) > 0 ? most : pause;
  }
}
