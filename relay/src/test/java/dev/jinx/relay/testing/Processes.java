package dev.jinx.relay.testing;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** JVMs with the class path of the tests. */
public final class Processes {
  private static final AtomicInteger NEXT =
      new AtomicInteger(20_000 + (int) (ProcessHandle.current().pid() % 1000) * 10);

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
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("did not end on SIGTERM:\n" + Files.readString(output));
    }
    return process.exitValue();
  }

  /**
   * A port that nobody listens at now. Not one of those that the system gives to clients: who tries
   * again and again to reach a dead server there would at some time be given that very port,
   * connect to itself, and keep the server from coming back.
   */
  public static int freePort() throws IOException {
    while (true) {
      int port = NEXT.getAndIncrement();
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException e) {
        continue; // the next one
      }
    }
  }
}
