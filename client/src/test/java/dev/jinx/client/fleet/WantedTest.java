package dev.jinx.client.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jinx.client.EventFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WantedTest {
  private static Wanted wanted(String injection, String phase) {
    return new Wanted(new EventFilter(injection, phase, null));
  }

  @ParameterizedTest
  @CsvSource({
    "commit, commit, true",
    "commit, commits, false",
    "commit*, commits, true",
    "*mit, commit, true",
    "c*m*t, commit, true",
    "c*x*t, commit, false",
    "*, '', true",
    "a*a, a, false",
    "'send, commit', commit, true",
    "'', anything, true",
    "*ab, aab, true",
  })
  void matchesNamesAsAnAgentDoes(String patterns, String name, boolean matches) {
    assertThat(wanted(patterns, null).matches(name)).isEqualTo(matches);
    assertThat(wanted(patterns, null).matches(name, "hit")).isEqualTo(matches);
  }

  @Test
  void choosesPhasesAndLetsEveryGapPass() {
    Wanted parked = wanted("commit", "parked,Released");
    assertThat(parked.matches("commit", "parked")).isTrue();
    assertThat(parked.matches("commit", "released")).isTrue();
    assertThat(parked.matches("commit", "hit")).isFalse();
    assertThat(parked.matches("send", "parked")).isFalse();
    assertThat(parked.matches("", "gap")).isTrue();
    assertThat(parked.all()).isFalse();
    assertThat(Wanted.ALL.all()).isTrue();
  }

  @Test
  void refusesAPhaseThatDoesNotExist() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> wanted(null, "praked"))
        .withMessageContaining("'praked'")
        .withMessageContaining("parked");
  }

  @Test
  void widensNamesAndLeavesPatterns() {
    assertThat(wanted("a,b*,*c", null).widened()).isEqualTo("a*,b*,*c");
    assertThat(wanted(null, null).widened()).isNull();
    assertThat(wanted("a,b*", null).names()).containsExactly("a");
  }
}
