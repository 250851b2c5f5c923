package dev.jinx.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.JinxJar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A program of this machine that an example needs. */
public final class Tool {
  private static final long MINUTES = 10;

  private Tool() {}

  /** Skips the test, and says what is missing, unless that command ends well. */
  public static void assume(String missing, String... command) throws InterruptedException {
    Assumptions.assumeTrue(runs(command), missing);
  }

  /** Runs to its end, which must be a good one; answers all that it printed. */
  public static String run(Path directory, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Process process = start(directory, environment, command);
    try {
      String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).as(told).isTrue();
      assertThat(process.exitValue()).as("%s%n%s", List.of(command), told).isZero();
      return told;
    } finally {
      process.destroyForcibly();
    }
  }

  /** Starts it, with both of its streams as one. */
  public static Process start(Path directory, Map<String, String> environment, String... command)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(command)));
    builder.environment().keySet().removeIf(name -> name.startsWith("JINX_"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().put("JINX_JAR", JinxJar.path().toString());
    builder.environment().putAll(environment);
    return builder.directory(directory.toFile()).redirectErrorStream(true).start();
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException absent) {
      return false;
    }
  }
}
