package dev.jinx.cli;

import dev.jinx.client.cluster.Standing;
import dev.jinx.client.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes cuts and filters away. */
@Command(
    name = "heal",
    description = {
      "Takes every cut and every filter away, whoever made it: the points net.cut.*,"
          + " net.filter.* and net.message.* of every node. With an ID, only that one: it is told"
          + " when one is made, and is part of the name of its points in net status.",
      "Those that a node does not let go of, because it does not answer, are an error; the others"
          + " are healed then."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Example: " + JinxCommand.NAME + " net heal --nodes n1=127.0.0.1:7117,n2=n2:7117",
      "         " + JinxCommand.NAME + " net heal 1a2b3c4d"
    })
final class NetHealCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private final NetNodes nodes = new NetNodes();

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec command;

  @Parameters(arity = "0..*", paramLabel = "ID", description = "which ones (default: all)")
  private List<String> ids = new ArrayList<>();

  NetHealCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (Standing standing = new Standing(nodes.apis(terminal), null)) {
      Map<String, Integer> gone = ids.isEmpty() ? standing.healAll() : standing.heal(ids);
      if (!ids.isEmpty() && gone.values().stream().allMatch(count -> count == 0)) {
        throw new ParameterException(
            command.commandLine(),
            "nothing has the name " + String.join(", ", ids) + "; net status lists what there is");
      }
      terminal.line(
          nodes.json()
              ? Json.write(gone)
              : gone.entrySet().stream()
                  .map(each -> each.getKey() + " " + each.getValue())
                  .collect(Collectors.joining(", ", "healed: ", "")));
    }
    return Exit.OK;
  }
}
