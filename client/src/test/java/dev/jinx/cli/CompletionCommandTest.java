package dev.jinx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The shells themselves run its scripts in the tests of the packaged jar. */
class CompletionCommandTest {
  private final Output out = new Output();
  private final Output err = new Output();

  private int run(String... args) {
    return JinxCommand.run(args, new Terminal(out, err, Map.of(), false));
  }

  @Test
  void theScriptKnowsEveryCommand() {
    assertThat(run("completion", "bash")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("_complete_jinx()", "enable", "partition", "--one-shot", "complete -F");
    out.reset();
    assertThat(run("completion", "zsh", "--name", "jx")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("_complete_jx()");
  }

  @Test
  void otherShellsAndNamesAreRefused() {
    assertThat(run("completion", "fish")).isEqualTo(Exit.USAGE);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("bash and zsh");
    assertThat(run("completion", "bash", "--name", "a b")).isEqualTo(Exit.USAGE);
  }
}
