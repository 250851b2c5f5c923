package dev.jinx.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Cuts a node from all others. */
@Command(
    name = "isolate",
    description = "Cuts a node from all others. Clients from outside reach it still.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {"", "Example: " + JinxCommand.NAME + " net isolate n1 --for 5m"})
final class NetIsolateCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private final NetOptions net = new NetOptions();

  @Parameters(paramLabel = "NODE", description = "its name")
  private String node = "";

  NetIsolateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return net.run(terminal, "cut", cluster -> cluster.isolate(node));
  }
}
