package dev.jinx.cli;

import dev.jinx.client.Api;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows what the points do, again and again. */
@Command(
    name = "top",
    description = {
      "Shows the points, those first that are hit most: hits, hits a second, parked threads, arms.",
      "On a terminal it is drawn anew each second until q or Ctrl-C; elsewhere it is printed once."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Example: " + JinxCommand.NAME + " top",
      "         " + JinxCommand.NAME + " top --count 10 --interval 5s --json"
    })
final class TopCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final boolean screen;
  private final Supplier<Keys> pressed;
  @Mixin private final Connection connection = new Connection();

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec command;

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      converter = Durations.class,
      defaultValue = "1s",
      description = "between two looks (default: ${DEFAULT-VALUE})")
  private Duration interval = Duration.ofSeconds(1);

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "end after so many looks (default: 1, on a terminal no end)")
  private @Nullable Integer count;

  TopCommand(Terminal terminal) {
    this(terminal, Screen.is(Screen.OUT), Keys::ofTerminal);
  }

  TopCommand(Terminal terminal, boolean screen, Supplier<Keys> pressed) {
    this.terminal = terminal;
    this.screen = screen;
    this.pressed = pressed;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (count != null && count < 1) {
      throw new ParameterException(command.commandLine(), "--count is at least 1");
    }
    boolean live = screen && !connection.json();
    int looks = count != null ? count : live ? Integer.MAX_VALUE : 1;
    Api api = connection.api(terminal);
    TopLook look = null;
    try (Keys keys = live ? pressed.get() : Keys.none()) {
      for (int i = 1; i <= looks; i++) {
        look = TopLook.now(api, look);
        show(look, live, i == 1, keys.rows());
        if (i < looks && keys.isQuitWithin(interval)) {
          break;
        }
      }
    }
    return Exit.OK;
  }

  private void show(TopLook look, boolean live, boolean first, int rows) {
    if (connection.json()) {
      terminal.line(look.json());
      return;
    }
    List<String> lines = look.lines(terminal, live);
    if (!live) {
      lines.forEach(terminal::gather);
    } else {
      String rest = "\u001b[K"; // of each line what an older, longer one left
      String text = lines.stream().limit(rows).collect(Collectors.joining(rest + "\n"));
      terminal.gather((first ? "\u001b[H\u001b[2J" : "\u001b[H") + text + rest + "\u001b[J");
    }
    terminal.flush();
  }
}
