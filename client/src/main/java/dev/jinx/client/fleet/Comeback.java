package dev.jinx.client.fleet;

import dev.jinx.client.sse.Loss;
import dev.jinx.client.sse.Reconnect;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * How a fleet comes back to a node, for as long as it is open: as {@link Reconnect#always} has it,
 * but within a second, since nodes under test are killed and started again.
 *
 * @param deadAfter how long nothing must listen at an address before the JVM is called dead
 */
record Comeback(Duration deadAfter) implements Reconnect {
  private static final Duration LONGEST = Duration.ofSeconds(1);

  @Override
  public @Nullable Duration after(Loss loss) {
    return Reconnect.always(ThreadLocalRandom.current()).atMost(LONGEST).after(loss);
  }

  /** The pause after a try that failed before there ever was a stream. */
  Duration beforeFirst() {
    long most = LONGEST.toMillis();
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 4, most + 1));
  }

  NodeState.State state(Loss loss) {
    return loss.isDeath(deadAfter) ? NodeState.State.DOWN : NodeState.State.LOST;
  }
}
