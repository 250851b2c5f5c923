package dev.jinx.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes a point away. */
@Command(
    name = "undeclare",
    description = {
      "Takes a point away: its arms end, threads parked there go on, its classes are as before."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {"", "Example: " + JinxCommand.NAME + " undeclare resize"})
final class UndeclareCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private final Connection connection = new Connection();

  @Parameters(paramLabel = "NAME", description = "the point's name")
  private String name = "";

  UndeclareCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    String answer = connection.api(terminal).undeclare(name);
    terminal.line(connection.json() ? answer : Answers.words(answer));
    return Exit.OK;
  }
}
