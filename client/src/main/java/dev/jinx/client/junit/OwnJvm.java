package dev.jinx.client.junit;

import dev.jinx.client.AgentJar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The agent in this JVM: the one that came with {@code -javaagent}, or one that is loaded now. */
final class OwnJvm {
  /** In which the agent tells how far it came. */
  private static final String STATUS = "dev.jinx.agent";

  private static final String LISTENS = "listens on ";
  private static final String STARTED = "started";
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long PAUSE_MILLIS = 10;

  /** The configuration, empty for none; null as long as none was loaded here. */
  private static @Nullable String loaded;

  private OwnJvm() {}

  /** Where it listens; loaded first, with that configuration, if there is none. */
  static synchronized String address(String config) {
    String status = System.getProperty(STATUS, "");
    String asked = config.isEmpty() ? "" : Path.of(config).toAbsolutePath().normalize().toString();
    if (status.isEmpty() || status.startsWith("not started")) {
      load(asked);
      loaded = asked;
    } else if (loaded != null && !asked.isEmpty() && !asked.equals(loaded)) {
      throw new IllegalStateException(
          "the agent was loaded into this JVM with "
              + (loaded.isEmpty() ? "no configuration" : loaded)
              + ", and cannot be loaded again with "
              + asked
              + ": name one configuration at all classes, or declare points by @JinxPoint");
    }
    return address();
  }

  private static String address() {
    long end = System.nanoTime() + PATIENCE_NANOS;
    String status = System.getProperty(STATUS, "");
    while (status.equals(STARTED) && System.nanoTime() - end < 0) {
      pause(); // its server starts beside the application
      status = System.getProperty(STATUS, "");
    }
    if (!status.startsWith(LISTENS)) {
      throw new IllegalStateException("the agent in this JVM cannot be reached: " + status);
    }
    return status.substring(LISTENS.length());
  }

  /** By a process of its own: a JVM may not attach to itself, unless it is told so at its start. */
  private static void load(String config) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", AgentJar.find().toString(), "attach"));
    command.addAll(List.of(Long.toString(ProcessHandle.current().pid()), "--options", "port=0"));
    if (!config.isEmpty()) {
      command.addAll(List.of("--config", config));
    }
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().remove("JAVA_TOOL_OPTIONS"); // that is for the programs under test
      Process attach = builder.start();
      attach.getOutputStream().close();
      String said = text(attach.getInputStream().readAllBytes());
      if (attach.onExit().join().exitValue() != 0) {
        throw new IllegalStateException("the agent cannot be loaded into this JVM: " + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(byte[] printed) {
    return new String(printed, Charset.defaultCharset()).strip();
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS); // a property tells nobody that it is set
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted: the wait for the agent in this JVM", e);
    }
  }
}
