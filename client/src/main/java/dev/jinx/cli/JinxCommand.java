package dev.jinx.cli;

import dev.jinx.client.RefusedException;
import dev.jinx.client.internal.Nearest;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** The command line's entry. */
@Command(
    name = JinxCommand.NAME,
    description = "Arms injection points of a running JVM, and waits for threads to reach them.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Exit codes: 0 done or hit, 1 failed, 2 usage, 3 events lost, 4 unknown point,",
      "5 unreachable, 6 the JVM died, 124 timeout.",
      "",
      "Example: " + JinxCommand.NAME + " wait before-commit --timeout 30s"
    })
public final class JinxCommand {
  static final String NAME = "java -jar jinx.jar";
  private static final List<String> COMMANDS =
      List.of(
          "points",
          "enable",
          "disable",
          "release",
          "waiters",
          "wait",
          "events",
          "declare",
          "undeclare",
          "attach",
          "log",
          "net");

  private JinxCommand() {}

  /**
   * Runs one command on the process's own output streams.
   *
   * @return the exit code, see {@link Exit}
   */
  public static int run(String[] args) {
    // Not System.out: its PrintStream swallows the error that says that our reader has gone.
    return run(
        args,
        new Terminal(
            new FileOutputStream(FileDescriptor.out),
            new FileOutputStream(FileDescriptor.err),
            System.getenv(),
            Colours.wanted(System.getenv())));
  }

  static int run(String[] args, Terminal terminal) {
    String first = args.length == 0 ? "" : args[0];
    Callable<Integer> chosen = command(first, terminal);
    CommandLine line = chosen == null ? extra(first) : NetCommand.line(chosen, terminal);
    String[] rest = args;
    if (line != null) { // only the one asked for: reading all is most of the start-up time
      line.setCommandName(NAME + " " + first);
      rest = List.of(args).subList(1, args.length).toArray(String[]::new);
    } else {
      line = new CommandLine(new JinxCommand());
      for (String name : COMMANDS) {
        line.addSubcommand(name, NetCommand.line(command(name, terminal), terminal));
      }
      for (ExtraCommand more : extras()) {
        line.addSubcommand(more.command());
      }
    }
    configure(line, terminal);
    if (args.length == 0) {
      line.usage(line.getErr());
      return Exit.USAGE;
    }
    if (rest == args && !first.startsWith("-")) {
      String near =
          Nearest.of(first, line.getSubcommands().keySet())
              .map(name -> "; did you mean '" + name + "'?")
              .orElse("; --help lists the commands");
      terminal.say("jinx: no command '" + first + "'" + near);
      return Exit.USAGE;
    }
    return line.execute(rest);
  }

  static void configure(CommandLine line, Terminal terminal) {
    line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(terminal.colours() ? Ansi.ON : Ansi.OFF));
    line.setExpandAtFiles(false); // terms and expressions may begin with anything
    line.setExecutionExceptionHandler(
        (e, command, parsed) -> failed(e, terminal, parsed.hasMatchedOption("--json")));
  }

  private static int failed(Exception e, Terminal terminal, boolean json) {
    if (e instanceof ClosedOutputException) {
      return Exit.OK;
    }
    if (json && e instanceof RefusedException refused && refused.body().startsWith("{")) {
      terminal.say(refused.body().strip());
      return Exit.of(e);
    }
    String message = e.getMessage();
    boolean ours =
        e instanceof dev.jinx.client.JinxException
            || e instanceof dev.jinx.client.checkpoint.CheckpointException
            || e instanceof CommandException;
    terminal.say("jinx: " + (ours && message != null ? message : e.toString()));
    return Exit.of(e);
  }

  private static ServiceLoader<ExtraCommand> extras() {
    return ServiceLoader.load(ExtraCommand.class, Thread.currentThread().getContextClassLoader());
  }

  private static @Nullable CommandLine extra(String name) {
    if (name.isEmpty() || name.startsWith("-")) {
      return null;
    }
    for (ExtraCommand more : extras()) {
      CommandLine line = new CommandLine(more.command());
      if (line.getCommandName().equals(name)) {
        return line;
      }
    }
    return null;
  }

  private static @Nullable Callable<Integer> command(String name, Terminal terminal) {
    return switch (name) {
      case "points" -> new PointsCommand(terminal);
      case "enable" -> new EnableCommand(terminal);
      case "disable" -> new DisableCommand(terminal);
      case "release" -> new ReleaseCommand(terminal);
      case "waiters" -> new WaitersCommand(terminal);
      case "declare" -> new DeclareCommand(terminal);
      case "undeclare" -> new UndeclareCommand(terminal);
      case "attach" -> new AttachCommand(terminal);
      case "wait" -> new WaitCommand(terminal);
      case "events" -> new EventsCommand(terminal);
      case "log" -> new LogCommand(terminal);
      case "net" -> new NetCommand();
      default -> null;
    };
  }
}
