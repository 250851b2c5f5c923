package dev.jinx.it.cluster;

import dev.jinx.it.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A network namespace with a loopback of its own, in which each node has a user, and who connects
 * as that user comes from the node's address: so that iptables can tell nodes of one machine apart.
 */
final class Namespace {
  static final List<String> HOSTS = List.of("127.0.0.11", "127.0.0.12", "127.0.0.13");
  private static final int FIRST_USER = 60_001;
  private static final int LIMIT_MINUTES = 8; // below that of a test, which says nothing

  /** Looks up addresses by users before it looks into the table that every namespace has. */
  private static final String SET_UP =
      """
      ip link set lo up
      ip rule add pref 100 lookup local && ip rule del pref 0
      for i in 1 2 3; do
        ip rule add pref $((10+i)) uidrange 6000$i-6000$i lookup 10$i
        ip route add local 127.0.0.0/8 dev lo src 127.0.0.1$i table 10$i
      done
      """;

  private Namespace() {}

  /** Why there can be none here, or an empty text. */
  static String missing() {
    String check =
        "set -e\n" + SET_UP + as(0) + " true && iptables -w -A INPUT -s 127.0.0.11 -j DROP\n";
    try {
      Path output = Scratch.directory("namespace").resolve("output");
      Process process =
          new ProcessBuilder("unshare", "-n", "sh", "-c", check)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean works = ends(process) && process.exitValue() == 0;
      return works ? "" : "no namespace with iptables here: " + Files.readString(output).strip();
    } catch (IOException none) {
      return none.getMessage();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stopped);
    }
  }

  /** What makes a command that of a node's user, who may use the files of the one who starts it. */
  static List<String> user(int node) {
    return List.of(as(node).split(" "));
  }

  private static String as(int node) {
    return "setpriv --reuid="
        + (FIRST_USER + node)
        + " --clear-groups --inh-caps=+dac_override --ambient-caps=+dac_override";
  }

  /** Runs a command there; answers the lines that it prints. */
  static List<String> run(List<String> command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("unshare", "-n", "sh", "-c"));
    words.add("set -e\n" + SET_UP + "exec \"$@\"\n");
    words.add("sh");
    words.addAll(command);
    Path output = Scratch.directory("namespace").resolve("output");
    Process process =
        new ProcessBuilder(words)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = ends(process);
    String said = Files.readString(output);
    if (!ended || process.exitValue() != 0) {
      throw new AssertionError((ended ? "it failed" : "it did not end") + ", and said " + said);
    }
    return said.lines().toList();
  }

  /** Whether it ends in time; else it is killed. */
  private static boolean ends(Process process) throws InterruptedException {
    try {
      return process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
