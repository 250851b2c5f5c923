package dev.jinx.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Cuts two groups of nodes from one another. */
@Command(
    name = "partition",
    description = {
      "Cuts each node of the one group from each of the other.",
      "Connections stay; what is sent meanwhile arrives when it is healed. Holds on every node when"
          + " this ends, or, with an error, on none: or the error says where it may hold still,"
          + " and net heal takes that away."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Example: " + JinxCommand.NAME + " net partition n1 n2,n3 --for 5m",
      "         " + JinxCommand.NAME + " net partition --one-way n1 n2"
    })
final class NetPartitionCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private final NetOptions net = new NetOptions();

  @Parameters(index = "0", paramLabel = "NODES", description = "names, with commas between")
  private String some = "";

  @Parameters(index = "1", paramLabel = "NODES", description = "names, with commas between")
  private String others = "";

  @Option(
      names = {"--one-way", "--one_way"},
      description = "only what the first group sends to the second is cut")
  private boolean oneWay;

  NetPartitionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<String> one = NetOptions.group(some);
    List<String> other = NetOptions.group(others);
    return net.run(
        terminal,
        "cut",
        cluster -> oneWay ? cluster.partitionOneWay(one, other) : cluster.partition(one, other));
  }
}
