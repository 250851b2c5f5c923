package dev.jinx.cli;

import dev.jinx.client.Api;
import dev.jinx.client.PointState;
import dev.jinx.client.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the declared points. */
@Command(
    name = "points",
    description = {
      "Lists every declared point with its state.",
      "Says at the end which were enabled but never hit, whose condition was never true, and"
          + " which are woven nowhere."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Example: " + JinxCommand.NAME + " points --address 127.0.0.1:7117",
      "         " + JinxCommand.NAME + " points --report || echo 'some point was not reached'"
    })
final class PointsCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private final Connection connection = new Connection();

  @Option(
      names = "--report",
      description = "print only what a test should know at its end; exit 1 if there is anything")
  private boolean report;

  PointsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Api api = connection.api(terminal);
    if (report) {
      return report(api.points());
    }
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
      String text = point.report() == null ? point.reason() : point.report();
      if (text != null) {
        terminal.say(point.name() + ": " + text + near(point));
      }
    }
    return Exit.OK;
  }

  private int report(List<PointState> points) {
    List<Map<String, String>> findings = new ArrayList<>();
    for (PointState point : points) {
      if (point.report() != null) {
        findings.add(Map.of("point", point.name(), "text", point.report() + near(point)));
      }
    }
    if (connection.json()) {
      terminal.line(Json.write(findings));
    } else {
      findings.forEach(each -> terminal.line(each.get("point") + ": " + each.get("text")));
    }
    return findings.isEmpty() ? Exit.OK : Exit.FAILED;
  }

  private static String near(PointState point) {
    return point.nearest().isEmpty() ? "" : "; near it: " + point.nearest();
  }

  private static String arms(PointState point) {
    return point.arms().isEmpty()
        ? "-"
        : point.arms().stream().map(PointsCommand::arm).collect(Collectors.joining(", "));
  }

  private static String arm(PointState.ArmState arm) {
    StringJoiner marks = new StringJoiner(", ", " (", ")").setEmptyValue("");
    if (arm.oneShot()) {
      marks.add("one-shot");
    }
    if (arm.condition() != null) {
      marks.add("when " + arm.condition());
    }
    if (arm.lease() != null) {
      marks.add("lease");
    }
    return arm.arm() + ":" + arm.action() + marks;
  }

  private String paint(int column, String cell) {
    return column == 1 ? StateColours.paint(terminal, cell) : cell;
  }
}
