package dev.jinx.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is done to the network between nodes. */
@Command(
    name = "net",
    description = {
      "Cuts nodes from one another, slows down what goes between them, and heals it all.",
      "Nodes are those of --nodes or JINX_NODES. Only connections between them are touched, never"
          + " those of clients outside, nor the agents' own."
    },
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Example: export JINX_NODES=n1=127.0.0.1:7117,n2=127.0.0.1:7118,n3=127.0.0.1:7119",
      "         " + JinxCommand.NAME + " net partition n1 n2,n3",
      "         " + JinxCommand.NAME + " net heal"
    })
final class NetCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec command;

  /** A command's line; this one's has its own commands. */
  static CommandLine line(@Nullable Callable<Integer> command, Terminal terminal) {
    CommandLine line = new CommandLine(java.util.Objects.requireNonNull(command));
    if (command instanceof NetCommand) {
      line.addSubcommand(new NetPartitionCommand(terminal));
      line.addSubcommand(new NetIsolateCommand(terminal));
      line.addSubcommand(new NetBridgeCommand(terminal));
      line.addSubcommand(new NetRingCommand(terminal));
      line.addSubcommand(new NetApplyCommand(terminal));
      line.addSubcommand(new NetHealCommand(terminal));
      line.addSubcommand(new NetStatusCommand(terminal));
    }
    return line;
  }

  @Override
  public Integer call() {
    throw new ParameterException(
        command.commandLine(),
        "which one: partition, isolate, bridge, ring, apply, heal or status?");
  }
}
