package dev.jinx.relay.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A relay as users run it, as a process. */
public final class RelayProcess {
  private final Path output;
  private final List<String> arguments;
  private Process process;

  /** Starts one that relays to that topic. */
  public static RelayProcess start(Path output, Broker broker, String topic, String... more)
      throws IOException {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("run", "--bootstrap-servers", broker.servers(), "--topic", topic));
    all.addAll(List.of("--store-every", "200ms", "--status-every", "0"));
    all.addAll(List.of(more));
    RelayProcess relay = new RelayProcess(output, all);
    relay.restart();
    return relay;
  }

  private RelayProcess(Path output, List<String> arguments) {
    this.output = output;
    this.arguments = arguments;
  }

  /** Starts it once more, with the same arguments. */
  public void restart() throws IOException {
    process =
        Processes.start(
            output,
            List.of("-Xmx128m"),
            "dev.jinx.relay.cli.Main",
            arguments.toArray(String[]::new));
  }

  /** kill -9. */
  public void kill() throws InterruptedException {
    Processes.kill(process);
  }

  /** SIGTERM; gives the exit code. */
  public int stop() throws IOException, InterruptedException {
    return Processes.stop(process, output);
  }

  /** The process. */
  public Process process() {
    return process;
  }

  /** What it has said. */
  public String said() throws IOException {
    return Files.readString(output);
  }
}
