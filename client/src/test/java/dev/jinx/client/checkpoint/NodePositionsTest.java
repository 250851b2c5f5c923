package dev.jinx.client.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodePositionsTest {
  @Test
  void bootCountsBeforeSeq() {
    assertThat(joined("n1@4.900", "n1@5.1")).isEqualTo("n1@5.1");
    assertThat(joined("n1@4.9", "n1@4.10")).isEqualTo("n1@4.10");
  }

  @Test
  void eachNodeMovesForItself() {
    assertThat(joined("n1@4.12,n2@1.7", "n2@1.9,n1@4.3,n3@1.0")).isEqualTo("n1@4.12,n2@1.9,n3@1.0");
  }

  @Test
  void joiningIsIdempotentCommutativeAndAssociative() {
    List<String> some = List.of("a@1.1", "a@2.0,b@1.5", "b@1.6", "c@9.9,a@1.7", "b@0.9,c@10.0");
    for (String x : some) {
      assertThat(joined(x, x)).isEqualTo(NodePositions.parse(x).toString());
      for (String y : some) {
        assertThat(joined(x, y)).isEqualTo(joined(y, x));
        for (String z : some) {
          assertThat(joined(joined(x, y), z)).isEqualTo(joined(x, joined(y, z)));
        }
      }
    }
  }

  @Test
  void namesMayHoldDotsAndNumbersMayBeLarge() {
    String cursor = "a.b-c_7@4.9223372036854775807";
    assertThat(NodePositions.parse(cursor)).hasToString(cursor);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "n1",
        "n1@4",
        "n1@4.",
        "n1@.4",
        "@4.1",
        "n1@4.1,",
        ",n1@4.1",
        "n1@4.1,,n2@1.1",
        "n1@-4.1",
        "n1@4.+1",
        "n1@4.1 ",
        "n1@4.9223372036854775808",
        "n1@4.1.1",
        "n1@4.1,n1@4.2"
      })
  void anythingElseIsNoPosition(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NodePositions.parse(text))
        .withMessageContaining("'" + text + "'");
  }

  private static String joined(String a, String b) {
    return NodePositions.parse(a).join(NodePositions.parse(b)).toString();
  }
}
