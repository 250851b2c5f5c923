package dev.jinx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.client.json.Json;
import dev.jinx.client.testing.TestAgent;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

@Timeout(60)
class TopCommandTest {
  private final Output out = new Output();
  private final Output err = new Output();
  private TestAgent agent;
  private Terminal terminal;

  @BeforeEach
  void start() throws IOException {
    agent = new TestAgent("commit", "send");
    terminal = new Terminal(out, err, Map.of("JINX_ADDRESS", agent.address()), false);
  }

  @AfterEach
  void stop() {
    agent.close();
  }

  private int top(boolean screen, String... args) {
    CommandLine line = new CommandLine(new TopCommand(terminal, screen, Keys::none));
    JinxCommand.configure(line, terminal);
    return line.execute(args);
  }

  @Test
  void isPrintedOnceWhereNobodyLooks() {
    JinxCommand.run(new String[] {"enable", "send", "--action", "pause(1m)"}, terminal);
    agent.hit("send", "parked");
    out.reset();
    assertThat(top(false)).isZero();
    assertThat(out.lines())
        .containsExactly(
            "n1@4.1: 2 points, 1 enabled, 1 parked",
            "NAME    STATE  HITS  RATE  PARKED  ARMS",
            "send    woven  1     -     1       pause(1m)",
            "commit  woven  0     -     0       -");
  }

  @Test
  void secondLooksKnowTheRate() throws IOException {
    assertThat(top(false, "--count", "2", "--interval", "1ms", "--json")).isZero();
    assertThat(out.lines()).hasSize(2);
    assertThat(rate(out.lines().get(0))).isNull();
    assertThat(rate(out.lines().get(1))).isEqualTo(0.0);
  }

  private static Object rate(String line) throws IOException {
    List<?> points = (List<?>) Json.object(line).get("points");
    return ((Map<?, ?>) points.get(0)).get("rate");
  }

  @Test
  void isDrawnAnewOnATerminal() {
    assertThat(top(true, "--count", "2", "--interval", "1ms")).isZero();
    String drawn = out.toString();
    assertThat(drawn).startsWith("\u001b[H\u001b[2Jn1@4.0: 2 points");
    assertThat(drawn.split("\u001b\\[H", -1)).hasSize(3);
    assertThat(drawn).endsWith("\u001b[K\u001b[J\n");
  }

  @Test
  void anAgentThatIsGoneEndsIt() {
    agent.close();
    assertThat(top(true)).isEqualTo(Exit.UNREACHABLE);
  }
}
