package dev.jinx.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  private static final List<String> NAMES =
      List.of("points", "enable", "disable", "wait", "waiters", "declare", "undeclare");

  @ParameterizedTest
  @CsvSource({"wiat,wait", "dsable,disable", "enabel,enable", "waiter,waiters", "point,points"})
  void findsTheNameThatWasMeant(String written, String name) {
    assertThat(Nearest.of(written, NAMES)).hasValue(name);
  }

  @ParameterizedTest
  @CsvSource({"xyz", "completely-different"})
  void findsNoneWhereNoneIsNear(String written) {
    assertThat(Nearest.of(written, NAMES)).isEmpty();
  }
}
