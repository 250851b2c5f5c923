package dev.jinx.client.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jinx.client.Api;
import dev.jinx.client.Settings;
import dev.jinx.client.http.Address;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NamesTest {
  private static Member member(@Nullable String name, int port) {
    return new Member(name, new Api(Settings.of(new Address("localhost", port), null)));
  }

  @Test
  void refusesOneNameForTwoAddressesAndOneAddressTwice() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Names(List.of(member("n1", 1), member("n1", 2))))
        .withMessage("node n1 is given two addresses: localhost:1 and localhost:2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Names(List.of(member("n1", 1), member("n2", 1))))
        .withMessage("the address localhost:1 is given twice");
  }

  @Test
  void findsOutTwoNodesOfOneName() {
    Names names = new Names(List.of(member(null, 1), member(null, 2), member("n3", 3)));
    names.heard(0, "n1");
    names.heard(0, "n1");
    assertThatExceptionOfType(SameNodeException.class)
        .isThrownBy(() -> names.heard(1, "n1"))
        .withMessageContaining("n1: localhost:1 and localhost:2");
    assertThatExceptionOfType(SameNodeException.class)
        .isThrownBy(() -> names.heard(1, "n3"))
        .withMessageContaining("n3: localhost:3 and localhost:2");
    names.heard(1, "n2");
    assertThat(names.of(1)).isEqualTo("n2");
  }

  @Test
  void findsOutANodeThatIsNotWhoItShouldBe() {
    Names names = new Names(List.of(member("n1", 1), member(null, 2)));
    assertThatExceptionOfType(SameNodeException.class)
        .isThrownBy(() -> names.heard(0, "n9"))
        .withMessage("at localhost:1 is node n9, not n1");
    names.heard(1, "n2");
    assertThatExceptionOfType(SameNodeException.class)
        .isThrownBy(() -> names.heard(1, "n4"))
        .withMessage("at localhost:2 is node n4, and was n2");
  }

  @Test
  void knowsForeignNamesOnceItKnowsAll() {
    Names names = new Names(List.of(member("n1", 1), member(null, 2)));
    assertThat(names.foreign(Set.of("n1", "n9"))).isEmpty();
    names.heard(1, "n2");
    assertThat(names.foreign(Set.of("n1", "n9"))).containsExactly("n9");
  }
}
