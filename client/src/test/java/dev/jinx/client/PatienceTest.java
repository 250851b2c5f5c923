package dev.jinx.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.client.sse.Loss;
import dev.jinx.client.sse.Reconnect;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PatienceTest {
  private static final Duration DEAD_AFTER = Duration.ofSeconds(2);
  private static final Duration QUARTER = Duration.ofMillis(500);
  private static final Reconnect ALIVE = Patience.whileAlive(DEAD_AFTER);

  private static Loss loss(
      Loss.Kind kind, int failures, Duration down, @Nullable Duration retryAfter) {
    return new Loss(kind, new IOException("x"), failures, 0, down, retryAfter);
  }

  private static Loss loss(Loss.Kind kind, int failures, Duration down) {
    return loss(kind, failures, down, null);
  }

  @ParameterizedTest
  @EnumSource(names = {"ENDED", "SHUTDOWN", "REFUSED", "SILENT", "BROKEN"})
  void aTestComesBackSoEarlyThatItNoticesDeathWhenItIsDue(Loss.Kind kind) {
    for (int i = 0; i < 200; i++) {
      Loss early = loss(kind, 9, Duration.ofMillis(1999));
      assertThat(ALIVE.after(early)).isLessThanOrEqualTo(QUARTER);
      assertThat(Patience.endless(DEAD_AFTER).after(early)).isLessThanOrEqualTo(QUARTER);
    }
  }

  @Test
  void aTestNeedNotWait5SecondsForANodeThatIsStartedAgain() {
    assertThat(ALIVE.after(loss(Loss.Kind.SHUTDOWN, 0, Duration.ZERO))).isEqualTo(QUARTER);
    assertThat(Patience.polite().after(loss(Loss.Kind.SHUTDOWN, 0, Duration.ZERO)))
        .isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void givesUpWhenNothingListensForTooLongAndThenAlone() {
    assertThat(ALIVE.after(loss(Loss.Kind.REFUSED, 9, DEAD_AFTER))).isNull();
    assertThat(ALIVE.after(loss(Loss.Kind.BROKEN, 9, DEAD_AFTER))).isNotNull();
    assertThat(ALIVE.after(loss(Loss.Kind.SILENT, 9, Duration.ofHours(1)))).isNotNull();
  }

  @Test
  void aConnectionLooksForADeadNodesNextLifeEachSecond() {
    Reconnect endless = Patience.endless(DEAD_AFTER);
    for (int i = 0; i < 200; i++) {
      assertThat(endless.after(loss(Loss.Kind.REFUSED, 40, Duration.ofHours(1))))
          .isLessThanOrEqualTo(Duration.ofSeconds(1));
    }
  }

  @Test
  void aBusyServerGetsTheTimeThatItAsksForUpTo30Seconds() {
    Duration seven = Duration.ofSeconds(7);
    assertThat(ALIVE.after(loss(Loss.Kind.BUSY, 0, Duration.ZERO, seven))).isEqualTo(seven);
    assertThat(ALIVE.after(loss(Loss.Kind.BUSY, 0, Duration.ZERO, Duration.ofMinutes(5))))
        .isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void aResumingReaderGivesUpOnNothingButARefusedToken() {
    Duration year = Duration.ofDays(365);
    for (Loss.Kind kind : Loss.Kind.values()) {
      Loss again = new Loss(kind, new IOException("x"), 1_000, 1_000, year, null);
      boolean refused = kind == Loss.Kind.UNAUTHORIZED;
      assertThat(Patience.polite().after(again) == null).as(kind.name()).isEqualTo(refused);
    }
  }
}
