package dev.jinx.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.bootstrap.Gate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContainedTest {
  @Test
  void noValuesAreBoxedForWhoIsNotKnown() {
    List<Gate> gates =
        List.of(
            new InterestGate(),
            new ConnectGates.Plain(),
            new ConnectGates.Channel(),
            new ConnectGates.Adaptor(),
            new ConnectGates.Finish(),
            new AcceptGates.Plain(),
            new AsyncGates.Begin(Op.CONNECT));

    for (Gate gate : gates) {
      assertThat(new Contained(gate, null).concerns(new Object())).as("%s", gate).isFalse();
    }
  }
}
