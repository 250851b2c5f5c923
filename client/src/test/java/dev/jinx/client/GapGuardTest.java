package dev.jinx.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GapGuardTest {
  private final GapGuard guard = new GapGuard(true, cursor("n1@4.10"));
  private final GapGuard filtered = new GapGuard(false, cursor("n1@4.10"));

  private static Cursor cursor(String text) {
    return Cursor.parse(text);
  }

  private static Event event(String at) {
    return event(at, "hit");
  }

  private static Event event(String at, String phase) {
    try {
      return Event.parse("{\"injection\":\"a\",\"phase\":\"" + phase + "\"}", at);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource({"n1@4.11", "n1@5.1", "n1@9.1"})
  void followsTheNextNumberAndTheFirstOfALaterLife(String next) {
    assertThat(guard.event(event(next))).isTrue();
    assertThat(guard.position()).isEqualTo(cursor(next));
  }

  @ParameterizedTest
  @CsvSource({"n1@4.12", "n1@4.1000", "n1@5.2", "n2@4.11", "n2@5.1"})
  void takesAnythingElseAheadForAJumpAndStaysWhereItWas(String next) {
    assertThatThrownBy(() -> guard.event(event(next)))
        .isInstanceOfSatisfying(
            JumpException.class,
            e -> {
              assertThat(e.before()).isEqualTo(cursor("n1@4.10"));
              assertThat(e.after()).isEqualTo(cursor(next));
            })
        .hasMessageContaining("n1@4.10")
        .hasMessageContaining(next);
    assertThat(guard.position()).isEqualTo(cursor("n1@4.10"));
  }

  @ParameterizedTest
  @CsvSource({"n1@4.10", "n1@4.3", "n1@3.99", "n1@3.1"})
  void letsARepeatedOnePassWithoutGoingBack(String again) {
    assertThat(guard.event(event(again))).isFalse();
    assertThat(guard.position()).isEqualTo(cursor("n1@4.10"));
    assertThat(guard.event(event("n1@4.11"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"n1@4.20, n1@4.21", "n1@5.7, n1@5.8", "n1@3.0, n1@3.1", "n2@1.0, n2@1.1"})
  void goesWhereAToldGapEnds(String gap, String next) {
    assertThat(guard.event(event(gap, "gap"))).isTrue();
    assertThat(guard.event(event(next))).isTrue();
  }

  @Test
  void aGapThatIsToldAgainDoesNotMoveItBack() {
    assertThat(guard.event(event("n1@4.7", "gap"))).isFalse();
    assertThat(guard.event(event("n1@4.11"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"n1@4.12", "n1@4.1000", "n1@5.2"})
  void aFilterLeavesHolesThatAreNone(String next) {
    assertThat(filtered.event(event(next))).isTrue();
    assertThat(filtered.position(cursor("n1@7.77"))).isTrue();
    assertThat(filtered.position()).isEqualTo(cursor("n1@7.77"));
  }

  @Test
  void aFilterDoesNotHideThatAnotherNodeAnswers() {
    assertThatThrownBy(() -> filtered.event(event("n2@4.11"))).isInstanceOf(JumpException.class);
    assertThatThrownBy(() -> filtered.position(cursor("n2@4.11")))
        .hasMessageContaining("another node answers");
  }

  @Test
  void aPositionPassesOverNothingWithoutAFilter() {
    assertThat(guard.position(cursor("n1@4.10"))).isFalse();
    assertThat(guard.position(cursor("n1@4.9"))).isFalse();
    assertThatThrownBy(() -> guard.position(cursor("n1@4.11"))).isInstanceOf(JumpException.class);
    assertThatThrownBy(() -> guard.position(cursor("n1@5.1"))).isInstanceOf(JumpException.class);
    assertThat(guard.position(cursor("n1@5.0"))).isTrue();
    assertThat(guard.event(event("n1@5.1"))).isTrue();
  }

  @Test
  void beginsWhereTheServerSaysIfItWasNotTold() {
    GapGuard open = new GapGuard(true, null);
    assertThat(open.position(cursor("n1@4.99"))).isTrue();
    assertThat(open.event(event("n1@4.100"))).isTrue();
    assertThatThrownBy(() -> open.event(event("n1@4.102"))).isInstanceOf(JumpException.class);
  }
}
