package dev.jinx.client.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StartConfigTest {
  private static final Map<String, Map<String, Object>> POINTS =
      Map.of("net.cut.1", Map.of("method", "net#*(127.0.0.2:2888)"));
  private static final String JSON = "\"net.cut.1\": {\"method\":\"net#*(127.0.0.2:2888)\"}";

  @Test
  void addsToAConfigurationThatHasNone() {
    String json = "points: {\"net.cut.1\":{\"method\":\"net#*(127.0.0.2:2888)\"}}\n";
    assertThat(StartConfig.with("", POINTS)).isEqualTo(json);
    assertThat(StartConfig.with("node: n1\n", POINTS)).isEqualTo("node: n1\n" + json);
  }

  @Test
  void addsBesideThoseThatAreThereWithTheirIndent() {
    String yaml = "points:\n\n # mine\n   a:\n     method: A#b\nlog:\n  hits: false\n";
    assertThat(StartConfig.with(yaml, POINTS))
        .isEqualTo(
            "points:\n   " + JSON + "\n\n # mine\n   a:\n     method: A#b\nlog:\n  hits: false\n");
  }

  @Test
  void addsToThoseInBraces() {
    assertThat(StartConfig.with("points: { a: { method: A#b } }", POINTS))
        .isEqualTo(
            "points: {\"net.cut.1\":{\"method\":\"net#*(127.0.0.2:2888)\"},  a: { method: A#b } }\n");
  }

  @Test
  void leavesItAloneWhereThereIsNothingToAdd() {
    assertThat(StartConfig.with("a: b", Map.of())).isEqualTo("a: b");
  }
}
