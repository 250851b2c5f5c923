package dev.jinx.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a script by which a shell completes commands and options. */
@Command(
    name = "completion",
    description = {
      "Prints a script by which bash or zsh completes the commands and options of jinx.",
      "A shell completes words, so there has to be one: a function or an alias named jinx."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Example: jinx() { " + JinxCommand.NAME + " \"$@\"; }",
      "         source <(jinx completion bash)"
    })
final class CompletionCommand implements Callable<Integer> {
  private static final List<String> SHELLS = List.of("bash", "zsh");

  private final Terminal terminal;
  private final Supplier<CommandLine> all;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec command;

  @Parameters(paramLabel = "SHELL", description = "bash or zsh")
  private String shell = "";

  @Option(
      names = "--name",
      paramLabel = "WORD",
      defaultValue = "jinx",
      description = "the word that stands for the command (default: ${DEFAULT-VALUE})")
  private String name = "jinx";

  CompletionCommand(Terminal terminal, Supplier<CommandLine> all) {
    this.terminal = terminal;
    this.all = all;
  }

  @Override
  public Integer call() {
    if (!SHELLS.contains(shell)) {
      throw new ParameterException(
          command.commandLine(), "no completion for '" + shell + "'; there are bash and zsh");
    }
    if (!name.matches("[A-Za-z0-9._-]+")) {
      throw new ParameterException(command.commandLine(), "--name: '" + name + "' is not a word");
    }
    CommandLine line = all.get();
    line.setCommandName(name);
    terminal.gather(AutoComplete.bash(name, line)); // which zsh reads, too: it asks for its shell
    terminal.flush();
    return Exit.OK;
  }
}
