package dev.jinx.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
  @Test
  void nodeNamesMayHoldDots() throws CursorException {
    assertThat(Cursor.parse("zk.1-a_b@1793412345678.42"))
        .isEqualTo(new Cursor("zk.1-a_b", 1793412345678L, 42));
    assertThat(new Cursor("a.b", 1, 2)).hasToString("a.b@1.2");
    assertThat(Cursor.parse("n@0." + Long.MAX_VALUE).seq()).isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "n1",
        "n1@",
        "n1@4",
        "n1@4.",
        "n1@.5",
        "@4.5",
        "n1@4.x",
        "n1@-4.5",
        "n1@4.+5",
        "n1@4.5 ",
        "n1@4.9223372036854775808",
        "n1@4.99999999999999999999",
        "n 1@4.5",
        "n1@@4.5",
        "n1@4.5.6",
        "n1@4.\u0665"
      })
  void anythingElseIsMalformed(String text) {
    assertThatThrownBy(() -> Cursor.parse(text))
        .isInstanceOfSatisfying(
            CursorException.class,
            e -> assertThat(e.kind()).isEqualTo(CursorException.Kind.MALFORMED))
        .hasMessageContaining("node@boot.seq");
  }

  @Test
  void aNodeNameHasAtMost128Characters() throws CursorException {
    assertThat(Cursor.parse("n".repeat(128) + "@1.1").node()).hasSize(128);
    assertThatThrownBy(() -> Cursor.parse("n".repeat(129) + "@1.1"))
        .isInstanceOf(CursorException.class);
  }
}
