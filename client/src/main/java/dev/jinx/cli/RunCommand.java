package dev.jinx.cli;

import dev.jinx.client.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a program with the agent in it. */
@Command(
    name = "run",
    description = {
      "Runs a program with the agent in its JVM. Its input, output and exit code are the program's;"
          + " signals are passed on.",
      "A command that is no java itself, such as a script, gets the agent by JAVA_TOOL_OPTIONS:"
          + " every JVM that it starts takes it, but --main says which ones."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Exit codes: the program's, 128 and more where a signal ended it; 124 where its agent did not"
          + " answer in time, 126 or 127 where it cannot be run.",
      "",
      "Example: " + JinxCommand.NAME + " run --config jinx.yaml -- java -jar app.jar",
      "         " + JinxCommand.NAME + " run --main 'org.apache.zookeeper.*' -- bin/zkServer.sh"
    })
final class RunCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Supplier<Path> agent;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec command;

  @Parameters(paramLabel = "COMMAND", arity = "1..*", description = "the program, behind --")
  private List<String> program = new ArrayList<>();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "the YAML with its points (default: none; declare them later)")
  private @Nullable String config;

  @Option(
      names = "--options",
      paramLabel = "KEY=VALUE,..",
      description = "the agent's other options, such as port=0,node=n1")
  private @Nullable String options;

  @Option(
      names = "--main",
      paramLabel = "PATTERN",
      description = "main classes or jars that take the agent, * for any characters (default: all)")
  private @Nullable String main;

  @Option(
      names = "--port-file",
      paramLabel = "FILE",
      description = "where the agent writes its address, once it is ready")
  private @Nullable String portFile;

  @Option(
      names = "--wait-ready",
      paramLabel = "TIME",
      arity = "0..1",
      fallbackValue = "30s",
      converter = Durations.class,
      description = {
        "tell the address on stderr once the agent answers there;",
        "if none does in that time (30s), the program is ended"
      })
  private @Nullable Duration ready;

  @Option(names = "--json", description = "tell the address and the process in JSON")
  private boolean json;

  RunCommand(Terminal terminal) {
    this(terminal, OwnJar::path);
  }

  RunCommand(Terminal terminal, Supplier<Path> agent) {
    this.terminal = terminal;
    this.agent = agent;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    AgentOptions given = options();
    if (ready == null) {
      return Child.start(program, agent.get(), given, terminal).await();
    }
    String named = given.get(AgentOptions.PORT_FILE);
    try (PortFile file = named == null ? PortFile.temporary(null) : PortFile.at(named)) {
      Files.deleteIfExists(file.path()); // what an earlier run left is no address of this one
      given.putDefault(AgentOptions.PORT_FILE, file.path().toString());
      Child child = Child.start(program, agent.get(), given, terminal);
      String address = new ReadyWait(child, file).address(ready);
      if (address != null) {
        terminal.say(json ? told(child, address) : "jinx: the agent listens on " + address);
      }
      return child.await();
    }
  }

  private static String told(Child child, String address) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("pid", child.pid());
    told.put("address", address);
    return Json.write(told);
  }

  private AgentOptions options() {
    try {
      AgentOptions given = AgentOptions.of(options);
      put(given, "config", config);
      put(given, "main", main);
      put(given, AgentOptions.PORT_FILE, portFile);
      String file = given.get("config");
      if (file != null && !Files.isReadable(Path.of(file))) {
        throw new CommandException("cannot read the configuration " + file, null);
      }
      return given;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private static void put(AgentOptions to, String key, @Nullable String value) {
    if (value != null) {
      to.put(key, value);
    }
  }
}
