package dev.jinx.it.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A shell in which examples of a page are run as they stand, one after the other, as readers do who
 * type them, with more time for a busy machine. What they print on stderr is among the rest.
 */
final class Session implements AutoCloseable {
  private static final String STEP = "# ... ";
  private static final String END = "== ";
  private static final String LOOP =
      """
      set -e
      trap 'printf "\\n== %s\\n" $?' EXIT
      exec 3<&0 </dev/null 2>&1
      while read -r step <&3; do . "$step"; printf '\\n== 0\\n'; done
      """;

  private final Path directory;
  private final Process process;
  private final BufferedReader out;
  private final BufferedWriter in;
  private final Map<String, String> instead = new LinkedHashMap<>(Snippet.PATIENT);

  Session(String shell, Path directory, Map<String, String> environment) {
    this.directory = directory;
    ProcessBuilder builder = new ProcessBuilder(shell, "-c", LOOP).directory(directory.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("JINX_"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().putAll(environment);
    builder.environment().put("CURL_HOME", directory.toString());
    try {
      Files.writeString(directory.resolve(".curlrc"), "silent\nshow-error\n"); // as on a terminal
      process = builder.start();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    out = process.inputReader();
    in = process.outputWriter();
  }

  /** From here on, has this in place of that, such as the real address. */
  Session instead(String of, String is) {
    instead.put(of, is);
    return this;
  }

  /**
   * Runs an example to its end, which has to be a good one; answers what it printed.
   *
   * @param steps what is to happen where it says {@code # ... something ...}
   */
  List<String> run(List<String> example, Runnable... steps) {
    List<String> told = new ArrayList<>();
    List<String> part = new ArrayList<>();
    int step = 0;
    for (String line : example) {
      if (line.startsWith(STEP)) {
        begin(part);
        told.addAll(end());
        part.clear();
        steps[step++].run();
      } else {
        part.add(line);
      }
    }
    begin(part);
    told.addAll(end());
    assertThat(step).as("steps of %s", example).isEqualTo(steps.length);
    return told;
  }

  /** Runs what stands behind {@code $} in an example, and compares what comes with what it shows. */
  void shows(List<String> example) {
    for (int i = 0; i < example.size(); ) {
      assertThat(example.get(i)).startsWith("$ ");
      int next = i + 1;
      while (next < example.size() && !example.get(next).startsWith("$ ")) {
        next++;
      }
      List<String> told = run(List.of(example.get(i).substring(2)));
      Shown.same(example.subList(i + 1, next), told);
      i = next;
    }
  }

  /** Begins to run something that may not end by itself. */
  void begin(List<String> lines) {
    String text = String.join("\n", lines) + "\n";
    for (Map.Entry<String, String> each : instead.entrySet()) {
      text = text.replace(each.getKey(), each.getValue());
    }
    try {
      Path step = Files.writeString(Files.createTempFile(directory, "step", ".sh"), text);
      in.write(step.toString());
      in.newLine();
      in.flush();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The next line that comes. */
  String line() {
    try {
      String line = out.readLine();
      assertThat(line).as("one more line").isNotNull().doesNotStartWith(END);
      return line;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The next lines that come, to the first with these words. */
  List<String> until(String words) {
    List<String> told = new ArrayList<>(List.of(line()));
    while (!told.get(told.size() - 1).contains(words)) {
      told.add(line());
    }
    return told;
  }

  private List<String> end() {
    List<String> told = new ArrayList<>();
    try {
      String line = out.readLine();
      while (line != null && !line.startsWith(END)) {
        told.add(line);
        line = out.readLine();
      }
      assertThat(line).as(String.join("\n", told)).isEqualTo(END + 0);
      boolean ended = told.get(told.size() - 1).isEmpty();
      return ended ? told.subList(0, told.size() - 1) : told;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
