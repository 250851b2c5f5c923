package dev.jinx.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void tellsMedianAndBothEnds() {
    assertThat(Spread.of(5, 1, 3)).isEqualTo(new Spread(3, 1, 5));
    assertThat(Spread.of(1, 2, 4, 8).median()).isEqualTo(3);
    assertThat(Spread.of(1.0, 2.0).text(1)).isEqualTo("1.5 (1.0-2.0)");
  }

  @Test
  void percentilesLieBetweenValues() {
    double[] sorted = {0, 10, 20};
    assertThat(Spread.percentile(sorted, 0)).isZero();
    assertThat(Spread.percentile(sorted, 75)).isEqualTo(15);
    assertThat(Spread.percentile(sorted, 100)).isEqualTo(20);
  }

  @Test
  void refusesToTellOfNothing() {
    assertThatThrownBy(() -> Spread.of(new double[0])).isInstanceOf(IllegalArgumentException.class);
  }
}
