package dev.jinx.cli;

import dev.jinx.client.EventStream;
import dev.jinx.client.checkpoint.FileCheckpointStore;
import dev.jinx.client.fleet.Fleet;
import dev.jinx.client.fleet.FleetBuilder;
import dev.jinx.client.fleet.FleetStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
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

/** Prints events as they come. */
@Command(
    name = "events",
    description = {
      "Prints events as they come, one line of JSON each, until interrupted or the JVM dies.",
      "Ends when whoever reads its output has gone, which shows at the next event.",
      "Comes back after a lost connection behind the last event; lost events are a line, too.",
      "",
      "Of several nodes, the events of each are in order; those of different nodes come as they"
          + " arrive, which does not say what was first. A node that is down is tried again; it ends"
          + " when all are down. The cursor to go on from is told on stderr in the end."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Example: " + JinxCommand.NAME + " events --injection 'commit*' --phase parked | jq .thread",
      "         " + JinxCommand.NAME + " events --nodes n1=127.0.0.1:7117,n2=127.0.0.1:7118 n1 n2",
      "         " + JinxCommand.NAME + " events 127.0.0.1:7117 127.0.0.1:7118 --checkpoint seen"
    })
final class EventsCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private final Connection connection = new Connection();
  @Mixin private final Nodes nodes = new Nodes();
  @Mixin private final Filter filter = new Filter();

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec command;

  @Parameters(
      paramLabel = "NODE",
      arity = "0..*",
      description =
          "nodes to read as one: names of --nodes, or HOST:PORT (default: all of --nodes; else the"
              + " one of --address; without JINX_ADDRESS, all of JINX_NODES)")
  private List<String> chosen = new ArrayList<>();

  @Option(names = "--count", paramLabel = "N", description = "end after so many")
  private long count = Long.MAX_VALUE;

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description =
          "go on behind what this file has for these nodes and this filter, and keep the position"
              + " there; --since says where to begin if it has nothing yet")
  private @Nullable Path checkpoint;

  EventsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<String> several = several();
    if (several.isEmpty() && checkpoint == null) {
      return ofOne();
    }
    FleetEvents printer = new FleetEvents(terminal, checkpoint == null);
    FleetBuilder fleet = Fleet.builder().onChange(printer::changed);
    fleet.nodes(
        several.isEmpty()
            ? new String[] {connection.address(terminal).toString()}
            : several.toArray(String[]::new));
    Path token = connection.tokenFile(terminal);
    return printer.print(open(token == null ? fleet : withToken(fleet, token)), count);
  }

  private static FleetBuilder withToken(FleetBuilder fleet, Path file) {
    try {
      return fleet.tokenFile(file);
    } catch (UncheckedIOException e) {
      throw new CommandException(e.getMessage() + ": " + e.getCause(), e);
    }
  }

  private List<String> several() {
    List<String> several = nodes.choose(chosen, terminal);
    boolean one = !several.isEmpty() || connection.names(terminal);
    return one ? several : nodes.ofEnvironment(terminal);
  }

  private int ofOne() {
    try (EventStream events = EventStream.open(connection.api(terminal), filter.filter())) {
      for (long left = count; left > 0 && events.hasNext(); left--) {
        terminal.line(events.next().json());
      }
    }
    return Exit.OK;
  }

  private FleetStream open(FleetBuilder fleet) {
    try {
      return checkpoint == null
          ? fleet.build().events(filter.filter())
          : fleet.build().resume(filter.filter(), new FileCheckpointStore(checkpoint));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
