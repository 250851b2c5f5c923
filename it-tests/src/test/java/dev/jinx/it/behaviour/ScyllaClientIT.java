package dev.jinx.it.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.Jdks;
import dev.jinx.it.Launch;
import dev.jinx.it.TargetJvm;
import dev.jinx.it.Targets;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The functions of ScyllaDB's Python test client work as they are. */
@ExtendWith(Targets.class)
@Timeout(180)
class ScyllaClientIT {
  private static final Path PYTHON = Path.of("/usr/bin/python3");
  private static final String POINTS =
      """
      log: { hits: false }
      points:
        a: { method: "com.acme.drill.Steps#a" }
        gate: { method: "com.acme.drill.Steps#gate", action: pause(1m) }
      """;

  @Test
  void itsFunctionsWorkUnchanged(@TempDir Path dir) throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(PYTHON), "python3 is not installed");
    Path script = dir.resolve("scylla_client.py");
    try (InputStream in = getClass().getResourceAsStream("/scylla_client.py")) {
      Files.copy(Objects.requireNonNull(in), script, StandardCopyOption.REPLACE_EXISTING);
    }
    Launch launch = Drills.withPoints(Jdks.own(), POINTS);
    try (TargetJvm jvm = Drills.start(launch)) {
      Process python =
          new ProcessBuilder(PYTHON.toString(), script.toString(), jvm.address())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      List<String> shown = new ArrayList<>();
      try (BufferedReader orders = python.inputReader()) {
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
          if (line.startsWith("shown ")) {
            shown.add(line.substring("shown ".length()));
          } else if (line.startsWith("passed ")) {
            Drills.passed(jvm, line.substring("passed ".length()));
          } else if (line.startsWith("start ")) {
            jvm.tell(line); // its thread may have passed before the drill has said that it began
          } else {
            Drills.order(jvm, line);
          }
          answer(python.getOutputStream());
        }
        assertThat(python.waitFor()).as("after %s", shown).isZero();
      } finally {
        python.destroyForcibly();
      }
      assertThat(shown)
          .containsExactly(
              "an_injection_is_enabled_read_and_disabled",
              "a_one_shot_is_gone_after_its_hit",
              "the_stream_tells_of_a_hit",
              "a_waiting_thread_goes_on_at_a_message",
              "a_message_that_comes_first_is_not_lost",
              "an_unknown_name_is_refused");
    }
  }

  private static void answer(OutputStream to) throws IOException {
    to.write("done\n".getBytes(StandardCharsets.US_ASCII));
    to.flush();
  }
}
