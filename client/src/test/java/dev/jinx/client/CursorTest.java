package dev.jinx.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
  @ParameterizedTest
  @ValueSource(strings = {"n1@4.1042", "a.b-c_d@1795227000123.0"})
  void readsWhatItWrites(String text) {
    assertThat(Cursor.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "n1", "n1@", "n1@4", "n1@4.", "@4.1", "n1@-4.1", "n1@4.x", "n1.4@1"})
  void refusesAnythingElse(String text) {
    assertThatThrownBy(() -> Cursor.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text);
  }

  @Test
  void ordersByLifeThenByNumber() {
    Cursor early = new Cursor("n", 1, 9);
    assertThat(new Cursor("n", 1, 10).isAfter(early)).isTrue();
    assertThat(new Cursor("n", 2, 1).isAfter(early)).isTrue();
    assertThat(early.isAfter(early)).isFalse();
    assertThat(early.sameLife(new Cursor("m", 1, 9))).isFalse();
  }
}
