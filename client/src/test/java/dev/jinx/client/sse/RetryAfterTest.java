package dev.jinx.client.sse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

  @ParameterizedTest
  @CsvSource({"0, 0", "7, 7", "' 7 ', 7", "86400, 86400", "999999999, 999999999"})
  void readsSeconds(String header, long seconds) {
    assertThat(RetryAfter.parse(header, NOW)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void readsADateAsTheTimeUntilThen() {
    assertThat(RetryAfter.parse("Sat, 21 Nov 2026 00:01:30 GMT", NOW))
        .isEqualTo(Duration.ofSeconds(90));
    assertThat(RetryAfter.parse("Sun, 22 Nov 2026 00:00:00 GMT", NOW))
        .isEqualTo(Duration.ofDays(1));
  }

  @Test
  void takesADateThatIsOverForNow() {
    assertThat(RetryAfter.parse("Fri, 20 Nov 2026 23:59:59 GMT", NOW)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "-1", "+1", "1.5", "soon", "٣", "9999999999", "Sat, 31 Feb 2026", "7, 8"})
  void takesNothingForGrantedThatIsNeither(String header) {
    assertThat(RetryAfter.parse(header, NOW)).isNull();
    assertThat(RetryAfter.parse(null, NOW)).isNull();
  }
}
