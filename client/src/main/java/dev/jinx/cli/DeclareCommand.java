package dev.jinx.cli;

import dev.jinx.client.Api;
import dev.jinx.client.Declaration;
import dev.jinx.client.PointState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Declares a point. */
@Command(
    name = "declare",
    description = {
      "Declares a point in the running JVM; a class that is loaded already is woven at once.",
      "Prints the point's state; with --enable, the cursor to wait from."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Example: "
          + JinxCommand.NAME
          + " declare resize --method 'com.acme.Table#resize(int)' --at exit --capture size=result"
    })
final class DeclareCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private final Connection connection = new Connection();

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec command;

  @Parameters(paramLabel = "NAME", description = "the new point's name")
  private String name = "";

  @Option(
      names = "--method",
      paramLabel = "SELECTOR",
      required = true,
      description = "such as 'com.acme.Store#commit(long)', 'com.acme.Transport+#send(..)'")
  private String method = "";

  @Option(
      names = "--at",
      paramLabel = "POSITION",
      description = "entry (the default), exit, throw, 'line 42', 'before call X#y', ...")
  private @Nullable String at;

  @Option(
      names = "--action",
      paramLabel = "TERMS",
      description = "what happens at a hit, where an arm says nothing else (default: observe)")
  private @Nullable String action;

  @Option(names = "--when", paramLabel = "EXPR", description = "act only where this holds")
  private @Nullable String when;

  @Option(
      names = "--capture",
      paramLabel = "NAME=EXPR",
      description = "a value for the events; may be repeated")
  private final Map<String, String> captures = new LinkedHashMap<>();

  @Option(
      names = {"--param", "--parameter"},
      paramLabel = "KEY=VALUE",
      description = "handed to the action and told in events; may be repeated")
  private final Map<String, String> parameters = new LinkedHashMap<>();

  @Option(names = "--enable", description = "arm it, too; it stays armed until it is disabled")
  private boolean enable;

  @Option(
      names = {"--one-shot", "--one_shot"},
      description = "with --enable: act once, then no more")
  private boolean oneShot;

  DeclareCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (oneShot && !enable) {
      throw new ParameterException(command.commandLine(), "--one-shot is for --enable");
    }
    Api api = connection.api(terminal);
    Map<String, Object> body =
        new Declaration(name, method, at, action, when, captures, parameters, true, false).json();
    if (enable) {
      body.put("enabled", true);
      body.put("one_shot", oneShot);
    }
    // The name is new: nothing behind any earlier position can be an older hit of it.
    String cursor = enable && !connection.json() ? api.health().cursor().toString() : "";
    String answer = api.declare(body);
    if (connection.json()) {
      terminal.line(answer);
    } else {
      tell(PointState.of(Answers.object(answer)), cursor);
    }
    return Exit.OK;
  }

  private void tell(PointState point, String cursor) {
    terminal.line(enable ? cursor : point.state());
    String sites = point.sites() == 0 ? "" : " at " + point.sites() + " sites";
    String reason = point.reason() == null ? "" : ": " + point.reason();
    String near = point.nearest().isEmpty() ? "" : "; near it: " + point.nearest();
    terminal.say("declared " + name + ": " + point.state() + sites + reason + near);
  }
}
