package dev.jinx.client.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One start of a node's process, with the agent by {@code JAVA_TOOL_OPTIONS}. */
final class Launch {
  private static final String TOKEN_FILE = "JINX_TOKEN_FILE";

  private final NodeProcessBuilder how;
  private final Path jar;
  private final NodeProcess node;
  private final Path portFile;
  private @Nullable Path merged; // beside the user's configuration, until the agent has read it

  Launch(NodeProcessBuilder how, Path jar, NodeProcess node) {
    this.how = how;
    this.jar = jar;
    this.node = node;
    this.portFile = node.directory().resolve("agent.port");
  }

  /** Starts it with these points besides its own. */
  Process start(Map<String, Map<String, Object>> more) throws IOException {
    Map<String, Map<String, Object>> points = new LinkedHashMap<>(how.points);
    points.putAll(more);
    Files.deleteIfExists(portFile);
    ProcessBuilder builder = new ProcessBuilder(command()).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(node.output().toFile()));
    builder.directory((how.directory == null ? node.directory() : how.directory).toFile());
    builder.environment().remove(TOKEN_FILE); // of an agent that these tests are connected to
    builder.environment().putAll(how.environment);
    builder
        .environment()
        .merge("JAVA_TOOL_OPTIONS", option(points), (before, ours) -> before + " " + ours);
    try {
      return builder.start();
    } catch (IOException e) {
      forget();
      throw e;
    }
  }

  /** With a program that the system finds, although it looks from where the process is to run. */
  private List<String> command() {
    List<String> command = new ArrayList<>(how.command);
    Path program = Path.of(command.get(0));
    boolean isThere = how.directory != null && Files.exists(how.directory.resolve(program));
    if (program.getNameCount() > 1 && !isThere && Files.exists(program)) {
      command.set(0, program.toAbsolutePath().toString());
    }
    return command;
  }

  /**
   * Waits until the agent answers.
   *
   * @return what went wrong, or null
   */
  @Nullable String await(Process process) {
    try {
      return awaitAnswer(process);
    } finally {
      forget();
    }
  }

  private @Nullable String awaitAnswer(Process process) {
    long end = System.nanoTime() + how.patience.toNanos();
    while (!Files.exists(portFile)) { // written whole, once it answers
      if (!process.isAlive()) {
        return "ended with " + process.exitValue() + " before its agent answered";
      }
      if (System.nanoTime() - end > 0) {
        return "took longer than " + how.patience + " until its agent answered";
      }
      try {
        process.waitFor(10, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return "was waited for, and that was interrupted";
      }
    }
    return null;
  }

  private String option(Map<String, Map<String, Object>> points) throws IOException {
    StringBuilder option = new StringBuilder("-javaagent:").append(jar).append("=on-error=fail");
    add(option, "node", how.name);
    add(option, "port", node.address().port());
    add(option, "port-file", portFile);
    if (!how.host.equals("127.0.0.1")) {
      add(option, "host", how.host);
    }
    if (node.tokenFile().isPresent()) {
      add(option, "token-file", node.tokenFile().get());
    }
    if (how.main != null) {
      add(option, "main", how.main);
    }
    Path config = config(points);
    if (config != null) {
      add(option, "config", config);
    }
    return option.indexOf(" ") < 0 ? option.toString() : "\"" + option + "\"";
  }

  /** The user's own where it needs nothing more, since it may name files that lie beside it. */
  private @Nullable Path config(Map<String, Map<String, Object>> points) throws IOException {
    if (points.isEmpty()) {
      return how.config == null ? null : how.config.toAbsolutePath();
    }
    if (how.config == null) {
      Path alone = node.directory().resolve("jinx.yaml");
      return Files.writeString(alone, StartConfig.with("", points));
    }
    Path own = how.config.toAbsolutePath();
    merged =
        own.resolveSibling("." + how.name + "-" + node.address().port() + "-" + own.getFileName());
    return Files.writeString(merged, StartConfig.with(Files.readString(own), points));
  }

  private void forget() {
    Path file = merged;
    if (file != null) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot delete " + file, e);
      }
    }
  }

  private static void add(StringBuilder option, String key, Object value) {
    if (value.toString().indexOf(',') >= 0) {
      throw new IllegalArgumentException("no comma may be in the agent's " + key + ": " + value);
    }
    option.append(',').append(key).append('=').append(value);
  }
}
