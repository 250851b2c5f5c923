package dev.jinx.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jinx.bootstrap.Phase;
import org.junit.jupiter.api.Test;

class FilterTest {
  @Test
  void nothingAskedForMeansEverything() {
    Filter filter = Filter.parse(null, null);
    assertThat(filter.isAll()).isTrue();
    assertThat(filter.matches("x", Phase.EXPIRED)).isTrue();
    assertThat(Filter.parse("", " ").isAll()).isTrue();
  }

  @Test
  void namesAndPatternsAreAlternatives() {
    Filter filter = Filter.parse("a, b*,c*d*e", null);
    assertThat(filter.matches("a", Phase.HIT)).isTrue();
    assertThat(filter.matches("ab", Phase.HIT)).isFalse();
    assertThat(filter.matches("b", Phase.HIT)).isTrue();
    assertThat(filter.matches("bcd", Phase.HIT)).isTrue();
    assertThat(filter.matches("cxdxdye", Phase.HIT)).isTrue();
    assertThat(filter.matches("cxdxdy", Phase.HIT)).isFalse();
    assertThat(filter.matches("b.*", Phase.HIT)).isTrue();
    assertThat(filter.names()).containsExactly("a");
  }

  @Test
  void aPhaseIsAskedForByItsWord() {
    Filter filter = Filter.parse("a", "parked,EXPIRED");
    assertThat(filter.matches("a", Phase.PARKED)).isTrue();
    assertThat(filter.matches("a", Phase.EXPIRED)).isTrue();
    assertThat(filter.matches("a", Phase.HIT)).isFalse();
    assertThatThrownBy(() -> Filter.parse(null, "packed"))
        .hasMessage(
            "no phase 'packed'; the phases are hit, parked, released, expired, disabled, gap,"
                + " failed");
  }

  @Test
  void gapsPassEveryFilter() {
    assertThat(Filter.parse("a", "hit").matches("", Phase.GAP)).isTrue();
  }
}
