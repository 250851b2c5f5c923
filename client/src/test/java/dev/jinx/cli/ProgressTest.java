package dev.jinx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressTest {
  private final StringBuilder written = new StringBuilder();

  @Test
  void isOneLineThatGoesAway() {
    try (Progress progress = Progress.shown(written::append, true)) {
      progress.say("loading");
      progress.say("waiting");
    }
    assertThat(written)
        .hasToString("\r\u001b[Kloading ...\r\u001b[Kwaiting ...\r\u001b[K")
        .doesNotContain("\n");
  }

  @Test
  void isSilentWhereNobodyLooks() {
    try (Progress progress = Progress.shown(written::append, false)) {
      progress.say("loading");
    }
    assertThat(written).isEmpty();
  }
}
