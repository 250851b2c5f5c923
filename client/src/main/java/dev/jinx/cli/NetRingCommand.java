package dev.jinx.cli;

import dev.jinx.client.cluster.Standing;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Cuts nodes that are no neighbours. */
@Command(
    name = "ring",
    description =
        "Leaves each node a majority, of itself and its neighbours in the order of --nodes, and no"
            + " two nodes the same one. It takes four.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {"", "Example: " + JinxCommand.NAME + " net ring --for 5m"})
final class NetRingCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private final NetOptions net = new NetOptions();

  NetRingCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return net.run(terminal, "cut", Standing::ring);
  }
}
