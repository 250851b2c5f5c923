package dev.jinx.cli;

import dev.jinx.client.EventFilter;
import dev.jinx.client.RefusedException;
import dev.jinx.client.RemoteWait;
import dev.jinx.client.WaitTimeoutException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Waits for a hit. */
@Command(
    name = "wait",
    description = {
      "Waits for a point to be hit, and prints the event.",
      "Exits 0 hit, 124 timeout, 3 events lost, 4 unknown point, 5 unreachable, 6 the JVM died."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Example: CURSOR=$(" + JinxCommand.NAME + " enable before-commit --action 'pause(30s)')",
      "         " + JinxCommand.NAME + " wait before-commit --since $CURSOR --timeout 10s"
    })
final class WaitCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private final Connection connection = new Connection();
  @Mixin private final Filter filter = new Filter();

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec command;

  @Parameters(
      paramLabel = "POINT",
      arity = "0..1",
      description = "the point's name; the same as --injection")
  private @Nullable String point;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = Durations.class,
      defaultValue = "30s",
      description = "how long at most: 500ms, 30s, 5m (default: ${DEFAULT-VALUE})")
  private Duration timeout = Duration.ofSeconds(30);

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "1",
      description = "wait for so many; the last is printed (default: ${DEFAULT-VALUE})")
  private int count = 1;

  WaitCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    EventFilter asked = filter.filter();
    if ((point == null) == (asked.injection() == null)) {
      throw new ParameterException(command.commandLine(), "give a POINT, or --injection");
    }
    if (count < 1) {
      throw new ParameterException(command.commandLine(), "--count is at least 1");
    }
    EventFilter wanted = point == null ? asked : asked.injection(point);
    try {
      terminal.line(new RemoteWait(connection.api(terminal)).run(wanted, count, timeout));
      return Exit.OK;
    } catch (WaitTimeoutException e) {
      if (connection.json() && e.getCause() instanceof RefusedException refused) {
        terminal.say(refused.body().strip());
        return Exit.TIMEOUT;
      }
      throw e;
    }
  }
}
