package dev.jinx.client.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jinx.client.http.Address;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResumeKeyTest {
  private static final Address ONE = new Address("one", 7117);
  private static final Address TWO = new Address("two", 7117);

  @Test
  void orderRepetitionAndCaseOfServersDoNotMatter() {
    assertThat(ResumeKey.of(List.of(ONE, TWO), Map.of()))
        .isEqualTo(ResumeKey.of(List.of(TWO, ONE, new Address("ONE", 7117)), Map.of()));
  }

  @Test
  void orderAndRepetitionOfNamesDoNotMatter() {
    assertThat(key(Map.of("injection", List.of("a", "b"))))
        .isEqualTo(key(Map.of("injection", List.of("b", "a", "b"))));
    assertThat(key(Map.of("injection", ResumeKey.names(" b, a,,b"))))
        .isEqualTo(key(Map.of("injection", List.of("a", "b"))));
  }

  @Test
  void anyOtherDifferenceIsAnotherKey() {
    List<String> keys =
        List.of(
            key(Map.of()),
            ResumeKey.of(List.of(TWO), Map.of()),
            ResumeKey.of(List.of(ONE, TWO), Map.of()),
            ResumeKey.of(List.of(new Address("one", 7118)), Map.of()),
            ResumeKey.ofNodes(List.of("one:7117"), Map.of()),
            key(Map.of("injection", List.of())),
            key(Map.of("injection", List.of("a"))),
            key(Map.of("phase", List.of("a"))),
            key(Map.of("injection", List.of("A"))),
            key(Map.of("injection", List.of("ab", "c"))),
            key(Map.of("injection", List.of("a", "bc"))),
            key(Map.of("injection", List.of("abc"))),
            key(Map.of("injection", List.of("a"), "phase", List.of("hit"))),
            key(Map.of("injection", List.of("a", "phase", "hit"))),
            key(Map.of("injection", List.of("a\u0000b"))),
            key(Map.of("injection", List.of("\ud800"))),
            key(Map.of("injection", List.of("?"))));
    Set<String> different = new HashSet<>(keys);
    assertThat(different).hasSameSizeAs(keys);
  }

  @Test
  void theKeyIsTheSameInEveryRun() {
    assertThat(key(Map.of("injection", List.of("a", "b"), "phase", List.of("hit"))))
        .isEqualTo("90e2f114ec8d6be5a47fc6f2819950bcdccc34874476454b7e994a7d71c2bc47");
  }

  @Test
  void aPositionIsNoPartOfIt() {
    assertThatIllegalArgumentException().isThrownBy(() -> key(Map.of("since", List.of("n1@4.1"))));
  }

  @Test
  void aKeyOfNothingIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> ResumeKey.of(List.of(), Map.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> ResumeKey.ofNodes(List.of(), Map.of()));
  }

  private static String key(Map<String, ? extends java.util.Collection<String>> filter) {
    return ResumeKey.of(List.of(ONE), filter);
  }
}
