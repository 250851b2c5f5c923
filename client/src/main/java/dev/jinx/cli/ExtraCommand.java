package dev.jinx.cli;

/**
 * A command that another part of Jinx adds to the command line: found by {@link
 * java.util.ServiceLoader} through the context class loader.
 */
public interface ExtraCommand {
  /**
   * A new picocli command: its class is annotated with {@code picocli.CommandLine.Command}, which
   * names it, and is a {@code Callable<Integer>} that returns an exit code of {@link Exit}. It
   * writes to {@code spec.commandLine().getOut()} and {@code getErr()}.
   */
  Object command();
}
