package dev.jinx.cli;

import dev.jinx.client.EventFilter;
import dev.jinx.client.fleet.LogFiles;
import dev.jinx.client.fleet.LogLine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
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

/** Prints the events that JVMs left in their directories. */
@Command(
    name = "log",
    description = {
      "Prints the events that a JVM left in its log.directory, one line of JSON each.",
      "Of several directories, the events of each node are in order, and those of different nodes"
          + " by their times. Directories of one node are taken together as copies.",
      "Beside a JVM that lives it prints what is written so far. Nothing is changed on disk.",
      "Exits 0 done, 1 no log, 2 an unknown cursor, 3 events are missing in what was asked for."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Example: " + JinxCommand.NAME + " log run/n1-events --phase parked | jq .thread",
      "         " + JinxCommand.NAME + " log run/n1-events run/n2-events --since n1@4.12,n2@1.7"
    })
final class LogCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private final Choice choice = new Choice();

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec command;

  @Parameters(paramLabel = "DIR", arity = "1..*", description = "log directories")
  private List<Path> directories = new ArrayList<>();

  @Option(
      names = "--since",
      paramLabel = "CURSOR",
      description =
          "from there on: a cursor (exclusive; of several nodes with commas between), earliest (the"
              + " default) or latest")
  private @Nullable String since;

  @Option(names = "--count", paramLabel = "N", description = "end after so many")
  private long count = Long.MAX_VALUE;

  @Option(names = "--json", description = "as it does anyway; for scripts that always say so")
  private boolean json;

  LogCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    EventFilter filter = new EventFilter(choice.injection(), choice.phase(), since);
    LogFiles logs = LogFiles.open(directories, what -> terminal.say("jinx: " + what));
    for (Path live : logs.live()) {
      terminal.say("jinx: " + live + ": its JVM is alive; this is what it has written so far");
    }
    LogNames names = new LogNames(choice.injection());
    Iterator<LogLine> lines = lines(logs, filter);
    boolean lost = false;
    long left = count;
    for (; left > 0 && lines.hasNext(); left--) {
      LogLine line = lines.next();
      terminal.line(line.json());
      names.saw(line);
      if (line.isGap()) {
        lost = true;
        terminal.say("jinx: " + LogNames.gap(line));
      }
    }
    if (left > 0 && names.anyUnseen()) {
      names.unknown(logs.injections()).forEach(terminal::say);
    }
    return lost ? Exit.GAP : Exit.OK;
  }

  private Iterator<LogLine> lines(LogFiles logs, EventFilter filter) {
    try {
      return logs.lines(filter);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
