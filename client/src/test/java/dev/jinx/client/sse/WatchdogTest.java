package dev.jinx.client.sse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchdogTest {
  @ParameterizedTest
  @CsvSource({"1, 31", "14, 44", "15, 45", "16, 48", "60, 180"})
  void allowsThreeBeatsAndNoLessThan30SecondsBeyondOne(long heartbeat, long silence) {
    assertThat(Watchdog.USUAL.silence(Duration.ofSeconds(heartbeat)))
        .isEqualTo(Duration.ofSeconds(silence));
  }
}
