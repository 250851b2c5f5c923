package dev.jinx.cli;

import dev.jinx.client.Api;
import dev.jinx.client.PointState;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the declared points. */
@Command(
    name = "points",
    description = "Lists every declared point with its state.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {"", "Example: " + JinxCommand.NAME + " points --address 127.0.0.1:7117"})
final class PointsCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private final Connection connection = new Connection();

  PointsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Api api = connection.api(terminal);
    if (connection.json()) {
      terminal.line(api.pointsJson());
      return Exit.OK;
    }
    Table table = new Table("NAME", "STATE", "HITS", "PARKED", "ARMS", "METHOD");
    List<PointState> points = api.points();
    for (PointState point : points) {
      table.row(
          point.name(),
          point.state(),
          Long.toString(point.hits()),
          Integer.toString(point.waiters()),
          arms(point),
          point.method());
    }
    table.lines((column, cell) -> paint(column, cell)).forEach(terminal::line);
    for (PointState point : points) {
      if (point.reason() != null) {
        String near = point.nearest().isEmpty() ? "" : "; near it: " + point.nearest();
        terminal.say(point.name() + ": " + point.reason() + near);
      }
    }
    return Exit.OK;
  }

  private static String arms(PointState point) {
    return point.arms().isEmpty()
        ? "-"
        : point.arms().stream()
            .map(arm -> arm.arm() + ":" + arm.action() + (arm.oneShot() ? " (one-shot)" : ""))
            .collect(Collectors.joining(", "));
  }

  private String paint(int column, String cell) {
    return switch (column == 1 ? cell.trim() : "") {
      case "woven" -> terminal.coloured(cell, Colours.GREEN);
      case "declared" -> terminal.coloured(cell, Colours.YELLOW);
      case "missing", "failed" -> terminal.coloured(cell, Colours.RED);
      default -> cell;
    };
  }
}
