package dev.jinx.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SizesTest {
  @Test
  void unitsAreOf1024() {
    assertThat(Sizes.bytes("64MB")).isEqualTo(64L * 1024 * 1024);
    assertThat(Sizes.bytes("512KB")).isEqualTo(512L * 1024);
    assertThat(Sizes.bytes("2 gb")).isEqualTo(2L * 1024 * 1024 * 1024);
    assertThat(Sizes.bytes("7B")).isEqualTo(7);
    assertThat(Sizes.bytes("7")).isEqualTo(7);
  }

  @Test
  void whatIsNoSizeIsTold() {
    for (String text :
        new String[] {"", "MB", "-1", "1.5MB", "64XB", "9999999999999999", "99999999999999GB"}) {
      assertThat(Sizes.bytes(text)).as(text).isEqualTo(-1);
    }
  }
}
