package dev.jinx.cli;

import dev.jinx.client.cluster.Standing;
import dev.jinx.client.json.Json;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes all cuts and filters away. */
@Command(
    name = "heal",
    description = {
      "Takes every cut and every filter away, whoever made it: the points net.cut.* and"
          + " net.filter.* of every node.",
      "Those that a node does not let go of, because it does not answer, are an error; the others"
          + " are healed then."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Example: " + JinxCommand.NAME + " net heal --nodes n1=127.0.0.1:7117,n2=n2:7117"
    })
final class NetHealCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private final NetNodes nodes = new NetNodes();

  NetHealCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (Standing standing = new Standing(nodes.apis(terminal), null)) {
      Map<String, Integer> gone = standing.healAll();
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
