package dev.jinx.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentOptionsTest {
  @Test
  void makesPathsAbsoluteSinceTheTargetHasAnotherDirectory() {
    AgentOptions options = AgentOptions.of("port=0, port-file=run/p, node=a=b");
    options.put("config", "/etc/jinx.yaml");
    assertThat(options)
        .hasToString(
            "port=0,port-file="
                + Path.of("run/p").toAbsolutePath()
                + ",node=a=b,config=/etc/jinx.yaml");
  }

  @Test
  void addsADefaultOnlyWhereNothingIsSaid() {
    AgentOptions options = AgentOptions.of("port=0");
    options.putDefault("port", "1");
    options.putDefault("host", "::1");
    assertThat(options).hasToString("port=0,host=::1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"port", "=1", "port=", "port=0,,host=x", "port=0,port=1"})
  void refusesWhatAnAgentCouldNotRead(String text) {
    assertThatThrownBy(() -> AgentOptions.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAPathWithAComma() {
    assertThatThrownBy(() -> AgentOptions.of(null).put("config", "/a,b.yaml"))
        .hasMessageContaining("comma");
  }
}
