package dev.jinx.client.junit;

import dev.jinx.client.AgentJar;
import dev.jinx.client.Jinx;
import dev.jinx.client.JinxBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The agent in this JVM: the one that came with {@code -javaagent}, or one that is loaded now. */
final class OwnJvm {
  /** In which the agent tells how far it came. */
  private static final String STATUS = "dev.jinx.agent";

  private static final String LISTENS = "listens on ";
  private static final String STARTED = "started";
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long PAUSE_MILLIS = 10;

  private OwnJvm() {}

  /** How it is connected to; loaded first, with that configuration, if there is none. */
  static synchronized JinxBuilder builder(String config, String tokenFile) {
    String status = System.getProperty(STATUS, "");
    if (status.isEmpty() || status.startsWith("not started")) {
      load(config);
    }
    JinxBuilder builder = Jinx.at(address());
    return tokenFile.isEmpty() ? builder : builder.tokenFile(Path.of(tokenFile));
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
      command.addAll(List.of("--config", Path.of(config).toAbsolutePath().toString()));
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
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted: the wait for the agent in this JVM", e);
    }
  }
}
