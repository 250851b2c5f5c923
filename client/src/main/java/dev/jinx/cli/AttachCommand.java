package dev.jinx.cli;

import dev.jinx.client.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
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

/** Loads the agent into a JVM that runs. */
@Command(
    name = "attach",
    description = {
      "Loads the agent into a JVM that runs on this machine, waits until its server answers, and"
          + " prints its address.",
      "Needs a JDK, and the user whose JVM it is."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Example: " + JinxCommand.NAME + " attach 4711 --config jinx.yaml --options port=0,node=n1"
    })
final class AttachCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Supplier<Path> agent;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec command;

  @Parameters(paramLabel = "PID", description = "the process's number; jps lists them")
  private long pid;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "the YAML with its points (default: none; declare them later)")
  private @Nullable String config;

  @Option(
      names = "--options",
      paramLabel = "KEY=VALUE,..",
      description = "the agent's other options, such as port=0,host=127.0.0.1")
  private @Nullable String options;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      converter = Durations.class,
      defaultValue = "30s",
      description = "how long its server may take to start (default: ${DEFAULT-VALUE})")
  private Duration time = Duration.ofSeconds(30);

  @Option(names = "--json", description = "answer in JSON")
  private boolean json;

  AttachCommand(Terminal terminal) {
    this(terminal, OwnJar::path);
  }

  AttachCommand(Terminal terminal, Supplier<Path> agent) {
    this.terminal = terminal;
    this.agent = agent;
  }

  @Override
  public Integer call() throws IOException {
    AgentOptions given = options();
    Path jar = agent.get();
    Target target = Target.of(pid);
    String named = given.get(AgentOptions.PORT_FILE);
    try (PortFile portFile =
        named == null ? PortFile.temporary(target.foreignUser()) : PortFile.at(named)) {
      given.putDefault(AgentOptions.PORT_FILE, portFile.path().toString());
      String address = attach(jar, given, portFile);
      if (json) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("pid", pid);
        answer.put("address", address);
        terminal.line(Json.write(answer));
      } else {
        terminal.line(address);
        terminal.say("attached to process " + pid + target.program());
      }
      return Exit.OK;
    }
  }

  private String attach(Path jar, AgentOptions given, PortFile portFile) throws IOException {
    try (Progress progress = Progress.onTerminal(terminal::write);
        Attaching machine = Attaching.to(pid)) {
      String status = machine.status();
      if (status != null && !Attaching.isNotStarted(status)) {
        throw new CommandException(
            "process " + pid + " has an agent of Jinx already (" + status + "); it goes on", null);
      }
      progress.say("loading the agent into process " + pid);
      machine.load(jar, given.toString());
      progress.say("waiting for the server of process " + pid);
      return new AttachWait(pid, machine, portFile).address(time);
    } catch (NoClassDefFoundError e) {
      throw new CommandException(
          "this Java, " + System.getProperty("java.home") + ", cannot attach: run it with a JDK",
          e);
    }
  }

  private AgentOptions options() {
    try {
      AgentOptions given = AgentOptions.of(options);
      if (config != null) {
        given.put("config", config);
      }
      String file = given.get("config");
      if (file != null && !Files.isReadable(Path.of(file))) {
        throw new CommandException("cannot read the configuration " + file, null);
      }
      return given;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), "--options: " + e.getMessage(), e);
    }
  }
}
