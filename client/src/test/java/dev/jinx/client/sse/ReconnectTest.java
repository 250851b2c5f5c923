package dev.jinx.client.sse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReconnectTest {
  private final Reconnect policy = Reconnect.always(new Random(7));

  private static Loss loss(
      Loss.Kind kind, int failures, @Nullable Duration retry, @Nullable Duration retryAfter) {
    return new Loss(kind, new IOException("x"), failures, Duration.ZERO, retry, retryAfter);
  }

  @Test
  void comesBackAtOnceAfterARotation() {
    assertThat(policy.after(loss(Loss.Kind.ENDED, 0, Duration.ofSeconds(3), null))).isZero();
  }

  @Test
  void keepsToWhatABusyServerAskedForButNotForEver() {
    Duration seven = Duration.ofSeconds(7);
    assertThat(policy.after(loss(Loss.Kind.BUSY, 3, null, seven))).isEqualTo(seven);
    assertThat(policy.after(loss(Loss.Kind.BUSY, 0, null, Duration.ofDays(1))))
        .isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void waitsTheServersRetryTimeOnceAfterItWentDown() {
    Duration half = Duration.ofMillis(500);
    assertThat(policy.after(loss(Loss.Kind.SHUTDOWN, 0, half, null))).isEqualTo(half);
  }

  @Test
  void doublesARandomTimeWithEachFailureUpToThirtySeconds() {
    for (int failures = 0; failures < 40; failures++) {
      long ceiling = failures > 6 ? 30_000 : 250L << failures;
      long most = 0;
      for (int i = 0; i < 200; i++) {
        Duration pause = policy.after(loss(Loss.Kind.BROKEN, failures, null, null));
        assertThat(pause).isBetween(Duration.ZERO, Duration.ofMillis(ceiling));
        most = Math.max(most, pause.toMillis());
      }
      assertThat(most).isGreaterThan(ceiling / 2);
    }
  }
}
