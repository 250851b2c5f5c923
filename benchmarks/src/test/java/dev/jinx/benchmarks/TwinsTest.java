package dev.jinx.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TwinsTest {
  @Test
  void twinsAreDifferentClassesThatDoTheSame() throws Exception {
    Twin plain = Twins.create(Twins.PLAIN);
    Twin woven = Twins.create(Twins.WOVEN);
    assertThat(plain.getClass()).isNotEqualTo(woven.getClass());
    assertThat(plain.getClass().getName()).isEqualTo(Twins.PLAIN);
    for (int cell = 0; cell < TwinTemplate.CELLS.length; cell++) {
      assertThat(plain.run(cell, 1_000)).isEqualTo(woven.run(cell, 1_000));
    }
  }

  @Test
  void eachCellHasAPointOnAMethodThatIsThere() throws Exception {
    assertThat(Twins.POINTS.length).isEqualTo(TwinTemplate.CELLS.length);
    for (String[] point : Twins.POINTS) {
      assertThat(TwinTemplate.class.getDeclaredMethods())
          .extracting(java.lang.reflect.Method::getName)
          .contains(point[0]);
    }
  }
}
