package dev.jinx.cli;

import dev.jinx.client.Arming;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Arms a point. */
@Command(
    name = "enable",
    description = "Arms a point; an arm that it has is replaced. Prints the cursor to wait from.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Example: " + JinxCommand.NAME + " enable before-commit --action 'pause(30s)' --one-shot"
    })
final class EnableCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private final Connection connection = new Connection();

  @Parameters(paramLabel = "POINT", description = "the point's name")
  private String point = "";

  @Option(
      names = "--action",
      paramLabel = "TERMS",
      description = "what happens at a hit (default: as declared, else observe)")
  private @Nullable String action;

  @Option(
      names = {"--one-shot", "--one_shot"},
      description = "act once, then no more")
  private boolean oneShot;

  @Option(
      names = "--when",
      paramLabel = "EXPR",
      description = "act only where this holds; not there yet: refused")
  private @Nullable String when;

  @Option(names = "--seed", paramLabel = "N", description = "make the terms' draws repeatable")
  private @Nullable Long seed;

  @Option(
      names = "--parameter",
      paramLabel = "KEY=VALUE",
      description = "handed to the action and told in events; may be repeated")
  private final Map<String, String> parameters = new LinkedHashMap<>();

  EnableCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Arming arming = new Arming(action, oneShot, when, seed, parameters);
    String answer = connection.api(terminal).enable(point, arming);
    if (connection.json()) {
      terminal.line(answer);
    } else {
      Map<String, Object> values = Answers.object(answer);
      terminal.line(String.valueOf(values.get("cursor")));
      terminal.say("enabled " + point + ": arm " + values.get("arm"));
    }
    return Exit.OK;
  }
}
