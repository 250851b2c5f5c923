package dev.jinx.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventChoiceTest {
  @ParameterizedTest
  @CsvSource({
    "commit, commit, true",
    "commit, commits, false",
    "commit*, commit, true",
    "commit*, commits, true",
    "commit*, a-commit, false",
    "*mit, commit, true",
    "c*m*t, commit, true",
    "c*x*t, commit, false",
    "*, '', true",
    "a*a, a, false",
    "a*c, ac, true",
    "a*b*c, a-b-b-c, true",
    "a*b*c, a-c-b, false",
    "*a*b*, xxaxxbxx, true",
    "a**b, ab, true",
    "a.c, abc, false",
    "*ab, aab, true",
    "'send, commit', commit, true",
    "'', anything, true"
  })
  void aStarStandsForAnyCharacters(String patterns, String name, boolean matches) {
    assertThat(NamePatterns.parse(patterns).matches(name)).isEqualTo(matches);
    assertThat(new EventChoice(patterns, null).matches(name, "hit")).isEqualTo(matches);
  }

  @Test
  void phasesChooseAndEveryGapPasses() {
    EventChoice choice = new EventChoice("commit", "parked, Released").check();
    assertThat(choice.matches("commit", "parked")).isTrue();
    assertThat(choice.matches("commit", "released")).isTrue();
    assertThat(choice.matches("commit", "hit")).isFalse();
    assertThat(choice.matches("send", "parked")).isFalse();
    assertThat(choice.matches("", "gap")).isTrue();
    assertThat(choice.isAll()).isFalse();
    assertThat(new EventChoice(" ", ",").isAll()).isTrue();
  }

  @Test
  void aPhaseThatThereIsNotIsRefusedWhereNoAgentDoes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EventChoice(null, "praked").check())
        .withMessageContaining("'praked'")
        .withMessageContaining("parked");
  }

  @Test
  void namesAreWidenedAndPatternsLeft() {
    assertThat(NamePatterns.parse("a,b*,*c").widened()).isEqualTo("a*,b*,*c");
    assertThat(NamePatterns.parse(null).widened()).isNull();
    assertThat(NamePatterns.parse("a,b*").names()).containsExactly("a");
  }
}
