package dev.jinx.cli;

import dev.jinx.client.EventStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints events as they come. */
@Command(
    name = "events",
    description = {
      "Prints events as they come, one line of JSON each, until interrupted or the JVM dies.",
      "Ends when whoever reads its output has gone, which shows at the next event.",
      "Comes back after a lost connection behind the last event; lost events are a line, too."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Example: " + JinxCommand.NAME + " events --injection 'commit*' --phase parked | jq .thread"
    })
final class EventsCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private final Connection connection = new Connection();
  @Mixin private final Filter filter = new Filter();

  @Option(names = "--count", paramLabel = "N", description = "end after so many")
  private long count = Long.MAX_VALUE;

  EventsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (EventStream events = EventStream.open(connection.api(terminal), filter.filter())) {
      for (long left = count; left > 0 && events.hasNext(); left--) {
        terminal.line(events.next().json());
      }
    }
    return Exit.OK;
  }
}
