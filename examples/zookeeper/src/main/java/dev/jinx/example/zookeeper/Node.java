package dev.jinx.example.zookeeper;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One ZooKeeper server: a JVM of its own, with the agent, in a directory of its own. */
final class Node {
  private final int number;
  private final Path directory;
  private final String clientAddress;
  private final Process process;
  private final List<String> command;

  private Node(int number, Path directory, String client, Process process, List<String> command) {
    this.number = number;
    this.directory = directory;
    this.clientAddress = client;
    this.process = process;
    this.command = command;
  }

  /**
   * Starts it. All paths in the command are relative to the node's directory, so that it does not
   * matter what characters are in the names of the directories above.
   */
  static Node start(int number, Path directory, Path root, String client) throws IOException {
    Path up = directory.toAbsolutePath().relativize(root.toAbsolutePath());
    Path example = up.resolve("examples/zookeeper");
    String options =
        "config=%s,node=n%d,host=%s,port=0,port-file=agent.port,on-error=fail"
            .formatted(example.resolve("jinx.yaml"), number, host(number));
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-javaagent:" + up.resolve("agent/target/jinx.jar") + "=" + options,
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-Dlog.file=zookeeper.log",
            "-cp",
            example.resolve("src/main/resources")
                + File.pathSeparator
                + example.resolve("target/zookeeper/*"),
            "org.apache.zookeeper.server.quorum.QuorumPeerMain",
            "zoo.cfg");
    File console = directory.resolve("console.log").toFile();
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(console)
            .start();
    process.getOutputStream().close();
    return new Node(number, directory, client, process, command);
  }

  /** The loopback address that node listens on. */
  static String host(int number) {
    return "127.0.0." + number;
  }

  String name() {
    return "n" + number;
  }

  /** Where ZooKeeper takes clients. */
  String clientAddress() {
    return clientAddress;
  }

  Path directory() {
    return directory;
  }

  Path portFile() {
    return directory.resolve("agent.port");
  }

  Process process() {
    return process;
  }

  /** The command that started it, as one would type it in its directory. */
  String[] command() {
    String agent = command.get(1);
    int options = agent.indexOf(',');
    return new String[] {
      "java " + agent.substring(0, options + 1) + "\\",
      agent.substring(options + 1) + " \\",
      String.join(" ", command.subList(2, command.size() - 4)) + " \\",
      "-cp '" + command.get(command.size() - 3) + "' \\",
      command.get(command.size() - 2) + " zoo.cfg"
    };
  }

  /** What it said on its console, at most the last lines; for a failure's message only. */
  String lastWords() {
    try (Stream<String> lines = Files.lines(directory.resolve("console.log"))) {
      List<String> all = lines.toList();
      return String.join("\n", all.subList(Math.max(0, all.size() - 5), all.size()));
    } catch (IOException | java.io.UncheckedIOException e) {
      return "(its console.log cannot be read: " + e + ")";
    }
  }

  void askToStop() {
    process.destroy();
  }

  /** Waits for its end, and forces it if it does not come. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(5, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
