package dev.jinx.relay.cli;

import dev.jinx.client.JinxException;
import dev.jinx.client.checkpoint.CheckpointException;
import dev.jinx.relay.RelayException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry of {@code java -jar jinx-relay.jar}. */
@Command(
    name = Main.NAME,
    description = "Ships events of Jinx nodes into Apache Kafka, and reads them there.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 2 usage.",
      "",
      "Example: " + Main.NAME + " run --nodes n1=host1:7117,n2=host2:7117 \\",
      "           --bootstrap-servers broker:9092"
    })
public final class Main {
  static final String NAME = "java -jar jinx-relay.jar";

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  static int run(String[] args) {
    Output output = new Output();
    CommandLine line = new CommandLine(new Main());
    line.addSubcommand("run", new RunCommand(output));
    line.addSubcommand("events", new EventsCommand(output));
    line.registerConverter(Duration.class, new Durations());
    line.setExpandAtFiles(false);
    line.setUsageHelpWidth(100);
    line.setExecutionExceptionHandler((e, command, parsed) -> failed(e, output));
    if (args.length == 0) {
      line.usage(System.err);
      return CommandLine.ExitCode.USAGE;
    }
    return line.execute(args);
  }

  private static int failed(Exception e, Output output) {
    if (e instanceof Output.ClosedException) {
      return CommandLine.ExitCode.OK;
    }
    boolean told =
        e instanceof UncheckedIOException
            || e instanceof RelayException
            || e instanceof JinxException
            || e instanceof CheckpointException
            || e instanceof KafkaException;
    boolean plain = told || e instanceof IllegalArgumentException;
    String message = e.getMessage();
    output.say(plain && message != null ? message : e.toString());
    Throwable cause = e.getCause();
    if (e instanceof KafkaException && cause != null) {
      output.say("because of " + cause.getMessage()); // Kafka's own message says less
    }
    boolean usage = e instanceof IllegalArgumentException;
    return usage ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
  }
}
