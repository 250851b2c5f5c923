package dev.jinx.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {
  private static final List<String> POINTS = List.of("before-commit", "leader-elected", "any-send");

  @Test
  void aNameHasOneTo128LettersDigitsDotsUnderscoresAndHyphens() {
    assertThat(Names.valid("a")).isTrue();
    assertThat(Names.valid("Raft_1.before-commit")).isTrue();
    assertThat(Names.valid("x".repeat(128))).isTrue();
    assertThat(Names.valid("x".repeat(129))).isFalse();
    assertThat(Names.valid("")).isFalse();
    assertThat(Names.valid("a b")).isFalse();
    assertThat(Names.valid("a\r\nb")).isFalse();
    assertThat(Names.valid("ä")).isFalse();
    assertThat(Names.valid("a@b")).isFalse();
  }

  @Test
  void theNearestNameOfATypoIsFound() {
    assertThat(Names.nearest("before-comit", POINTS)).containsExactly("before-commit");
    assertThat(Names.nearest("befroe-commit", POINTS)).containsExactly("before-commit");
    assertThat(Names.nearest("BEFORE-COMMIT", POINTS)).containsExactly("before-commit");
    assertThat(Names.nearest("commit", POINTS)).containsExactly("before-commit");
  }

  @Test
  void aWordUnlikeAllNamesHasNoNearOnes() {
    assertThat(Names.nearest("zookeeper", POINTS)).isEmpty();
    assertThat(Names.hint("zookeeper", POINTS)).isEmpty();
  }

  @Test
  void aHintReadsAsAQuestion() {
    assertThat(Names.hint("any-sent", POINTS)).isEqualTo("; did you mean 'any-send'?");
    assertThat(Names.hint("ab", List.of("aa", "bb"))).isEqualTo("; did you mean 'aa' or 'bb'?");
  }
}
