package dev.jinx.it.cluster;

import dev.jinx.it.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Commands in a network namespace of their own, which goes with them, and all that was made in it.
 *
 * @param options what else is not shared, as unshare(1) takes it
 * @param setUp a script that runs there before
 */
record Unshared(List<String> options, String setUp) {
  private static final int LIMIT_MINUTES = 8; // below that of a test, which says nothing

  /** Why that cannot be here, or an empty text. */
  String missing(String check) {
    try {
      Path output = Scratch.directory("namespace").resolve("output");
      Process process =
          new ProcessBuilder(words("set -e\n" + setUp + check))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean works = ends(process) && process.exitValue() == 0;
      return works ? "" : "no such namespace here: " + Files.readString(output).strip();
    } catch (IOException none) {
      return none.getMessage();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stopped);
    }
  }

  /** Runs a command there; answers the lines that it prints. */
  List<String> run(List<String> command) throws IOException, InterruptedException {
    List<String> words = words("set -e\n" + setUp + "exec \"$@\"\n");
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

  private List<String> words(String script) {
    List<String> words = new ArrayList<>(List.of("unshare", "-n"));
    words.addAll(options);
    words.addAll(List.of("sh", "-c", script));
    return words;
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
