package dev.jinx.cli;

import dev.jinx.client.Api;
import dev.jinx.client.ThreadInfo;
import dev.jinx.client.Waiter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows who is parked. */
@Command(
    name = "waiters",
    description = "Lists the threads that are parked at a point, and what they hold up meanwhile.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {"", "Example: " + JinxCommand.NAME + " waiters before-commit --stack"})
final class WaitersCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private final Connection connection = new Connection();

  @Parameters(paramLabel = "POINT", description = "the point's name")
  private String point = "";

  @Option(names = "--stack", description = "with the stack of each, innermost frame first")
  private boolean stack;

  WaitersCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Api api = connection.api(terminal);
    if (connection.json()) {
      terminal.line(api.waitersJson(point));
      return Exit.OK;
    }
    List<Waiter> waiters = api.waiters(point);
    Table table = new Table("THREAD", "PARKED", "HIT", "ARM", "HOLDS", "WARNINGS");
    for (Waiter waiter : waiters) {
      table.row(
          thread(waiter.thread()),
          time(waiter.parked()),
          Long.toString(waiter.hit()),
          Integer.toString(waiter.arm()),
          holds(waiter),
          waiter.warnings().isEmpty() ? "-" : String.join("; ", waiter.warnings()));
    }
    List<String> lines = table.lines((column, cell) -> paint(column, cell));
    terminal.line(lines.get(0));
    for (int i = 0; i < waiters.size(); i++) {
      terminal.line(lines.get(i + 1));
      if (stack) {
        waiters.get(i).stack().forEach(frame -> terminal.line("    at " + frame));
      }
    }
    return Exit.OK;
  }

  private static String thread(ThreadInfo thread) {
    return thread.id() + " " + thread.name() + (thread.virtual() ? " (virtual)" : "");
  }

  private static String holds(Waiter waiter) {
    String monitors = String.join(", ", waiter.monitors());
    String locks = String.join(", ", waiter.locks());
    String both = monitors + (monitors.isEmpty() || locks.isEmpty() ? "" : ", ") + locks;
    return both.isEmpty() ? "-" : both;
  }

  /** Seconds, as in {@code 1.2s}. */
  private static String time(Duration parked) {
    long tenths = parked.toMillis() / 100;
    return tenths / 10 + "." + tenths % 10 + "s";
  }

  private String paint(int column, String cell) {
    boolean heading = cell.equals("WARNINGS");
    return column == 5 && !heading && !cell.equals("-")
        ? terminal.coloured(cell, Colours.YELLOW)
        : cell;
  }
}
