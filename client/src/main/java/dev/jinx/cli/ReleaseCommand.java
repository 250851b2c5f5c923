package dev.jinx.cli;

import dev.jinx.client.Release;
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
    footer = {"", "Example: " + JinxCommand.NAME + " release before-commit --n 1"})
final class ReleaseCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private final Connection connection = new Connection();

  @Parameters(paramLabel = "POINT", description = "the point's name")
  private String point = "";

  @Option(names = "--thread", paramLabel = "ID", description = "only this thread")
  private @Nullable Long thread;

  @Option(names = "--n", paramLabel = "N", description = "only so many threads")
  private @Nullable Integer count;

  @Option(
      names = "--outcome",
      paramLabel = "TERMS",
      description = "what happens to them then (default: they go on); not there yet: refused")
  private @Nullable String outcome;

  ReleaseCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Release release = new Release(thread, null, count, outcome);
    String answer = connection.api(terminal).message(point, release);
    terminal.line(connection.json() ? answer : Answers.words(answer));
    return Exit.OK;
  }
}
