package dev.jinx.cli;

import dev.jinx.client.JinxException;
import dev.jinx.client.cluster.Gap;
import dev.jinx.client.cluster.Standing;
import dev.jinx.client.cluster.StandingRule;
import dev.jinx.client.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what is between nodes. */
@Command(
    name = "status",
    description = {
      "Lists who is cut from whom, and what filters there are, with the bytes that are held back.",
      "A row is what one node does on the connections that it began to another: a cut of two nodes"
          + " is a row at each of them. Behind the rows: between which nodes something passes by, as"
          + " one began to listen elsewhere after the cut was made."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Example: " + JinxCommand.NAME + " net status --json | jq '.[] | select(.held > 0)'"
    })
final class NetStatusCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private final NetNodes nodes = new NetNodes();

  NetStatusCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<StandingRule> rules = new ArrayList<>();
    List<Gap> gaps;
    int exit = Exit.OK;
    var apis = nodes.apis(terminal);
    try (Standing standing = new Standing(apis, null)) {
      for (String node : apis.keySet()) {
        try {
          rules.addAll(standing.status(node));
        } catch (JinxException e) {
          terminal.say("jinx: " + node + ": " + e.getMessage());
          exit = Exit.of(e);
        }
      }
      gaps = standing.gaps(rules);
    }
    if (nodes.json()) {
      List<Object> all = new ArrayList<>(rules.stream().map(StandingRule::json).toList());
      gaps.forEach(each -> all.add(each.json()));
      terminal.line(Json.write(all));
    } else if (rules.isEmpty()) {
      terminal.line(exit == Exit.OK ? "nothing is cut" : "nothing is cut at those that answer");
    } else {
      table(rules).lines((column, cell) -> cell).forEach(terminal::line);
      gaps.forEach(each -> terminal.line(each.toString()));
    }
    return exit;
  }

  private static Table table(List<StandingRule> rules) {
    Table table = new Table("NODE", "WAY", "PEER", "WHAT", "HITS", "HELD", "POINT");
    for (StandingRule rule : rules) {
      String what = rule.cut() ? "cut" : rule.action();
      table.row(
          rule.node(),
          rule.arrow(),
          rule.peer(),
          rule.enabled() ? what : what + " (ended)",
          Long.toString(rule.hits()),
          Long.toString(rule.held()),
          rule.point());
    }
    return table;
  }
}
