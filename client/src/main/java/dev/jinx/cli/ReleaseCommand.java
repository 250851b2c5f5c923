package dev.jinx.cli;

import dev.jinx.client.Release;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets parked threads go. */
@Command(
    name = "release",
    description = {
      "Lets the threads go that are parked at a point.",
      "Where none is parked yet, the next to arrive under the present arm passes."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Example: "
          + JinxCommand.NAME
          + " release before-commit -n 1 --outcome 'throw(java.io.IOException, \"disk full\")'"
    })
final class ReleaseCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private final Connection connection = new Connection();

  @Parameters(paramLabel = "POINT", description = "the point's name")
  private String point = "";

  @Option(names = "--thread", paramLabel = "ID", description = "only this thread")
  private @Nullable Long thread;

  @Option(names = "--hit", paramLabel = "N", description = "only the thread of this hit")
  private @Nullable Long hit;

  @Option(
      names = {"-n", "--n"},
      paramLabel = "N",
      description = "only so many threads")
  private @Nullable Integer count;

  @Option(
      names = "--lease",
      paramLabel = "ID",
      description = "only those parked under the arm of this lease")
  private @Nullable String lease;

  @Option(
      names = "--outcome",
      paramLabel = "TERMS",
      description = "what happens to them: throw(..), return(..), sleep(..) (default: they go on)")
  private @Nullable String outcome;

  ReleaseCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Release release = new Release(thread, hit, count, lease, outcome);
    String answer = connection.api(terminal).message(point, release);
    if (connection.json()) {
      terminal.line(answer);
      return Exit.OK;
    }
    Map<String, Object> values = Answers.object(answer);
    terminal.line("released " + values.get("released") + ", kept " + values.get("kept"));
    if (values.get("reason") != null) {
      terminal.say(point + ": " + values.get("reason"));
    }
    return Exit.OK;
  }
}
