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
    description = {
      "Disarms points; threads parked there go on.",
      "With --lease alone, ends that lease, and with it its arms."
    },
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

  @Option(names = "--lease", paramLabel = "ID", description = "only arms of this lease")
  private @Nullable String lease;

  DisableCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (all ? !points.isEmpty() : points.isEmpty() && lease == null) {
      throw new ParameterException(command.commandLine(), "give names of points, or --all");
    }
    Api api = connection.api(terminal);
    if (all) {
      tell(api.disable(null, lease));
    } else if (points.isEmpty() && lease != null) {
      tell(api.endLease(lease));
    }
    points.forEach(point -> tell(api.disable(point, lease)));
    return Exit.OK;
  }

  private void tell(String answer) {
    terminal.line(connection.json() ? answer : Answers.words(answer));
  }
}
