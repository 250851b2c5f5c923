package dev.jinx.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TermsTest {
  @ParameterizedTest
  @CsvSource({
    "observe, observe",
    "sleep(200ms), sleep",
    "sleep( 1s ), sleep",
    "pause, handler",
    "pause(30s), handler",
    "'  pause(5m)  ', handler"
  })
  void theTypeOfAnEventFollowsFromTheAction(String text, String type) throws Exception {
    assertThat(Terms.parse(text).action(0).type()).isEqualTo(type);
    assertThat(Terms.parse(text).text()).isEqualTo(text.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~ | 1 | empty",
        "slep(1s) | 1 | did you mean 'sleep'?",
        "~  slep(1s)~ | 3 | no action 'slep'",
        "sleep | 6 | wants a time",
        "sleep(1) | 7 | '1' is not a time",
        "sleep(-1s) | 7 | '-1s' is not a time",
        "pause(soon) | 7 | 'soon' is not a time",
        "pause(30s | 10 | is missing",
        "observe(1s) | 9 | takes no argument",
        "sleep(25h) | 7 | is not a time"
      })
  void wrongTermsAreRefusedWithColumnAndReason(String text, int column, String reason) {
    assertThatThrownBy(() -> Terms.parse(text))
        .isInstanceOfSatisfying(
            TermsException.class,
            wrong -> {
              assertThat(wrong.reason()).contains(reason);
              assertThat(wrong.column()).isEqualTo(column);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "throw(java.io.IOException)",
        "25%sleep(1s)",
        "3*pause",
        "sleep(1s)->off",
        "sleep(1ms..2ms)",
        "halt(137)",
        "off"
      })
  void whatIsNotThereYetIsRefusedAndSaysSo(String text) {
    assertThatThrownBy(() -> Terms.parse(text)).hasMessageContaining("not there yet");
  }

  @Test
  void timesAreReadWithTheirUnits() {
    assertThat(Durations.nanos("500us")).isEqualTo(500_000);
    assertThat(Durations.nanos("200ms")).isEqualTo(200_000_000);
    assertThat(Durations.nanos("2h")).isEqualTo(7_200_000_000_000L);
    assertThat(Durations.nanos("24h")).isEqualTo(86_400_000_000_000L);
    assertThat(Durations.nanos("25h")).isEqualTo(-1);
    assertThat(Durations.nanos("99999999999999s")).isEqualTo(-1);
    assertThat(Durations.nanos("s")).isEqualTo(-1);
    assertThat(Durations.nanos("1 s")).isEqualTo(-1);
    assertThat(Durations.nanos("")).isEqualTo(-1);
  }
}
