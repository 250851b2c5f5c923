package dev.jinx.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.bootstrap.Names;
import org.junit.jupiter.api.Test;

class HostTest {
  @Test
  void theDefaultNodeIsAValidNameThatEndsInTheProcess() {
    assertThat(Host.defaultNode())
        .endsWith("-" + ProcessHandle.current().pid())
        .satisfies(name -> assertThat(Names.valid(name)).isTrue());
  }

  @Test
  void charactersThatANameMayNotHoldAreReplaced() {
    assertThat(Host.clean(" b\u00FCro 7_x.local\n")).isEqualTo("b-ro-7_x.local");
    assertThat(Host.clean("x".repeat(300))).hasSize(100);
    assertThat(Host.clean(null)).isEmpty();
  }
}
