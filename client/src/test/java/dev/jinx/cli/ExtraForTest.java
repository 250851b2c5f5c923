package dev.jinx.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A command as another part of Jinx may add it. */
public final class ExtraForTest implements ExtraCommand {
  @Override
  public Object command() {
    return new Extra();
  }

  @Command(name = "extra", mixinStandardHelpOptions = true)
  private static final class Extra implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Parameters private int code;

    @Override
    public Integer call() {
      spec.commandLine().getOut().println("seven");
      return code;
    }
  }
}
