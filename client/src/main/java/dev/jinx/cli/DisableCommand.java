package dev.jinx.cli;

import dev.jinx.client.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Disarms points. */
@Command(
    name = "disable",
    description = "Disarms points; threads parked there go on.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {"", "Example: " + JinxCommand.NAME + " disable --all"})
final class DisableCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private final Connection connection = new Connection();

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec command;

  @Parameters(paramLabel = "POINT", arity = "0..*", description = "names of points")
  private final List<String> points = new ArrayList<>();

  @Option(names = "--all", description = "every point, whoever armed it")
  private boolean all;

  DisableCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (all != points.isEmpty()) {
      throw new ParameterException(command.commandLine(), "give names of points, or --all");
    }
    Api api = connection.api(terminal);
    if (all) {
      tell(api, null);
    }
    points.forEach(point -> tell(api, point));
    return Exit.OK;
  }

  private void tell(Api api, @Nullable String point) {
    String answer = api.disable(point);
    terminal.line(connection.json() ? answer : Answers.words(answer));
  }
}
