package dev.jinx.client.sse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReconnectTest {
  private final Reconnect policy = Reconnect.always(new Random(7));

  private static Loss loss(Loss.Kind kind, int failures, int repeats, @Nullable Duration asked) {
    return new Loss(kind, new IOException("x"), failures, repeats, Duration.ZERO, asked);
  }

  private @Nullable Duration after(Loss.Kind kind, int failures) {
    return policy.after(loss(kind, failures, 0, null));
  }

  @Test
  void comesBackAtOnceAfterARotation() {
    assertThat(after(Loss.Kind.ENDED, 0)).isZero();
  }

  @Test
  void doesNotComeBackAtOnceForEverToAServerThatEndsWhatItBegan() {
    assertDoubles(Loss.Kind.ENDED, 1);
  }

  @Test
  void gives5SecondsToAServerThatGoesDown() {
    assertThat(after(Loss.Kind.SHUTDOWN, 0)).isEqualTo(Duration.ofSeconds(5));
    assertThat(after(Loss.Kind.SHUTDOWN, 7)).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void keepsToWhatABusyServerAskedForButNotForEver() {
    Duration seven = Duration.ofSeconds(7);
    assertThat(policy.after(loss(Loss.Kind.BUSY, 3, 3, seven))).isEqualTo(seven);
    assertThat(policy.after(loss(Loss.Kind.BUSY, 3, 3, Duration.ZERO))).isZero();
    assertThat(policy.after(loss(Loss.Kind.BUSY, 0, 0, Duration.ofDays(1))))
        .isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void comesBackOnceAtOnceWhenItsTokenIsRefusedAndThenGivesUp() {
    assertThat(policy.after(loss(Loss.Kind.UNAUTHORIZED, 5, 0, null))).isZero();
    assertThat(policy.after(loss(Loss.Kind.UNAUTHORIZED, 6, 1, null))).isNull();
  }

  @ParameterizedTest
  @EnumSource(names = {"REFUSED", "BROKEN", "SILENT", "BUSY"})
  void doublesARandomTimeWithEachFailureUpToThirtySeconds(Loss.Kind kind) {
    assertDoubles(kind, 0);
  }

  private void assertDoubles(Loss.Kind kind, int from) {
    for (int failures = from; failures < 40; failures++) {
      long ceiling = failures > 6 ? 30_000 : 250L << failures;
      long most = 0;
      long least = Long.MAX_VALUE;
      for (int i = 0; i < 200; i++) {
        Duration pause = after(kind, failures);
        assertThat(pause).isBetween(Duration.ZERO, Duration.ofMillis(ceiling));
        most = Math.max(most, pause.toMillis());
        least = Math.min(least, pause.toMillis());
      }
      assertThat(most).isGreaterThan(ceiling * 9 / 10);
      assertThat(least).as("jitter is full").isLessThan(ceiling / 10);
    }
  }

  @Test
  void canBeCutShortButForAServerThatAsksForTime() {
    Duration second = Duration.ofSeconds(1);
    Reconnect soon = policy.atMost(second);
    assertThat(soon.after(loss(Loss.Kind.SHUTDOWN, 0, 0, null))).isEqualTo(second);
    assertThat(soon.after(loss(Loss.Kind.UNAUTHORIZED, 0, 1, null))).isNull();
    Duration seven = Duration.ofSeconds(7);
    assertThat(soon.after(loss(Loss.Kind.BUSY, 0, 0, seven))).isEqualTo(seven);
    assertThat(soon.after(loss(Loss.Kind.BUSY, 0, 0, Duration.ofDays(1))))
        .isEqualTo(Duration.ofSeconds(30));
  }
}
