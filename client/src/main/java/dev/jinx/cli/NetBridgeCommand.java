package dev.jinx.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Cuts the nodes in halves, but for one. */
@Command(
    name = "bridge",
    description =
        "Cuts the nodes in halves, in the order of --nodes, but for one node that sees both.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {"", "Example: " + JinxCommand.NAME + " net bridge n3 --for 5m"})
final class NetBridgeCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private final NetOptions net = new NetOptions();

  @Parameters(paramLabel = "NODE", description = "the one in between")
  private String node = "";

  NetBridgeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return net.run(terminal, "cut", cluster -> cluster.bridge(node));
  }
}
