package dev.jinx.relay.testing;

import dev.jinx.client.cluster.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** JVMs with the class path of the tests. */
public final class Processes {
  /** Each goes on being held as long as this process lives. */
  private static final Queue<FreePorts> HELD = new ConcurrentLinkedQueue<>();

  private Processes() {}

  /** Starts one; both of its streams go to the file. */
  public static Process start(Path output, List<String> options, String main, String... args)
      throws IOException {
    return start(output, output, options, main, args);
  }

  /** Starts one that may get as fast as it can, for measurements. */
  public static Process startWarm(Path output, List<String> options, String main, String... args)
      throws IOException {
    List<String> all = new ArrayList<>(options);
    all.add("-XX:TieredStopAtLevel=4");
    return start(output, output, all, main, args);
  }

  /** Starts one with these arguments and nothing else; both of its streams go to the file. */
  public static Process java(Path output, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
        .start();
  }

  /** Starts one with a file for each stream. */
  public static Process start(Path out, Path err, List<String> options, String main, String... args)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile()));
    if (out.equals(err)) {
      builder.redirectErrorStream(true);
    } else {
      builder.redirectError(ProcessBuilder.Redirect.appendTo(err.toFile()));
    }
    return builder.start();
  }

  /** Kills it with SIGKILL and waits until it is gone. */
  public static void kill(Process process) throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Sends it a signal, such as STOP. */
  public static void signal(Process process, String signal)
      throws IOException, InterruptedException {
    String pid = String.valueOf(process.pid());
    int exit = new ProcessBuilder("kill", "-" + signal, pid).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new IOException("kill -" + signal + " gave " + exit);
    }
  }

  /** Asks it to end with SIGTERM and waits. */
  public static int stop(Process process, Path output) throws InterruptedException, IOException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("did not end on SIGTERM:\n" + Files.readString(output));
    }
    return process.exitValue();
  }

  /**
   * A port that nobody listens at, and that no other test, of this process or another, gets. Not
   * one of those that the system gives to clients: who tries again and again to reach a dead server
   * there would at some time be given that very port, connect to itself, and keep the server from
   * coming back.
   */
  public static int freePort() {
    FreePorts held = FreePorts.hold(1);
    HELD.add(held);
    return held.get(0);
  }
}
