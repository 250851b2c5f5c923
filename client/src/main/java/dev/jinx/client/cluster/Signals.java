package dev.jinx.client.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Stops processes where they stand, and lets them go on: by {@code kill(1)}, so not on Windows.
 * Kills them anywhere.
 */
final class Signals {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private Signals() {}

  /** Returns when it, and what it started, stands still. */
  static void stop(ProcessHandle process) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    Set<ProcessHandle> sent = new HashSet<>();
    boolean moves = true;
    while (moves) { // the kernel stops one thread after the other, and some began meanwhile
      if (!process.isAlive()) {
        throw new ClusterException("process " + process.pid() + " has ended", null);
      }
      moves = false;
      for (ProcessHandle each : withDescendants(process)) {
        if (sent.add(each)) {
          send("-STOP", each);
        }
        moves |= each.isAlive() && !isStopped(each.pid());
      }
      if (moves && System.nanoTime() - end > 0) {
        throw new ClusterException("process " + process.pid() + " does not stop", null);
      }
      Thread.onSpinWait();
    }
  }

  /** Kills it, and what it started, and waits for their ends. */
  static void kill(ProcessHandle process) {
    List<ProcessHandle> all = withDescendants(process);
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(each -> each.onExit().join());
  }

  static void resume(ProcessHandle process) {
    withDescendants(process).forEach(each -> send("-CONT", each));
  }

  private static List<ProcessHandle> withDescendants(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants()).toList();
  }

  private static void send(String signal, ProcessHandle process) {
    List<String> command = List.of("kill", signal, Long.toString(process.pid()));
    try {
      Process kill = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(kill.getInputStream().readAllBytes());
      if (kill.waitFor() != 0 && process.isAlive()) { // who has ended needs none
        throw new ClusterException(String.join(" ", command) + ": " + said.strip(), null);
      }
    } catch (IOException e) {
      throw new ClusterException(String.join(" ", command) + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("interrupted: " + String.join(" ", command), e);
    }
  }

  /** Whether all its threads stand still; true where that is not to be seen. */
  private static boolean isStopped(long pid) {
    Path tasks = Path.of("/proc/" + pid + "/task"); // Linux only
    if (!Files.isDirectory(tasks)) {
      return true;
    }
    try (var threads = Files.newDirectoryStream(tasks)) {
      for (Path thread : threads) {
        String stat = Files.readString(thread.resolve("stat"));
        char state = stat.charAt(stat.lastIndexOf(')') + 2);
        if ("TtZX".indexOf(state) < 0) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false; // a thread ended while we looked
    }
  }
}
