package dev.jinx.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.Jdk;
import dev.jinx.it.JinxJar;
import dev.jinx.it.Scratch;
import dev.jinx.it.TargetJvm;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A shell example of a page, run as it stands, by {@code sh}. Where it says {@code # ... something
 * ...} it waits, so that the test can do that.
 */
public final class Script implements AutoCloseable {
  private static final String STEP = "# ... ";

  private final Process shell;
  private final BufferedReader out;
  private final BufferedWriter in;

  private Script(Process shell) {
    this.shell = shell;
    this.out = shell.inputReader();
    this.in = shell.outputWriter();
  }

  public static Script of(Jdk jdk, TargetJvm jvm, List<String> lines) throws IOException {
    return in(Scratch.directory("script"), jdk, jvm, lines);
  }

  /** In a directory that is there, such as the target's. */
  public static Script in(Path directory, Jdk jdk, TargetJvm jvm, List<String> lines)
      throws IOException {
    List<String> text = new ArrayList<>(List.of("set -e"));
    for (String line : lines) {
      String java =
          line.replace("java -jar jinx.jar", "\"$JAVA\" -jar \"$JAR\"")
              .replace("127.0.0.1:7117", jvm.address());
      text.add(line.startsWith(STEP) ? "echo '" + line + "'; read step" : java);
    }
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", String.join("\n", text));
    builder.environment().put("JAVA", jdk.java());
    builder.environment().put("JAR", JinxJar.path().toString());
    builder.environment().put("JINX_ADDRESS", jvm.address());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.directory(directory.toFile());
    return new Script(builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** Waits until it has come to the step that has these words. */
  public void comesTo(String step) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(STEP)) {
        assertThat(line).contains(step);
        return;
      }
    }
    throw new AssertionError("the example has ended before: " + step);
  }

  public void goesOn() throws IOException {
    in.newLine();
    in.flush();
  }

  /** Waits for the next line that it prints. */
  public String line() throws IOException {
    String line = out.readLine();
    assertThat(line).as("one more line").isNotNull();
    return line;
  }

  /** Waits until it has ended well; answers the last line that it printed. */
  public String lastLine() throws IOException, InterruptedException {
    List<String> lines = rest();
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }

  /** Waits until it has ended well; answers the lines that it printed since the last step. */
  public List<String> rest() throws IOException, InterruptedException {
    List<String> lines = out.lines().toList();
    ends();
    return lines;
  }

  public void ends() throws InterruptedException {
    assertThat(shell.waitFor(TargetJvm.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(shell.exitValue()).isZero();
  }

  @Override
  public void close() {
    shell.descendants().forEach(ProcessHandle::destroyForcibly);
    shell.destroyForcibly();
  }
}
