package dev.jinx.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.Jdk;
import dev.jinx.it.Jdks;
import dev.jinx.it.OnEveryJdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Timeout;

/**
 * The tests of the Python client, and the examples of its page, by the pytest that the system has.
 */
class PythonClientIT {
  private static final Path CLIENT = Path.of("../clients/python").toAbsolutePath().normalize();

  /** On the JDK of these tests; on another one it is the agent's answers that might differ. */
  @OnEveryJdk
  @Timeout(900)
  void itsTestsPass(Jdk jdk) throws Exception {
    String tests = jdk.equals(Jdks.own()) ? "tests" : "tests/test_streams.py";
    String python =
        Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3";
    Tool.assume("python3 with pytest is not installed", python, "-c", "import pytest");
    String told =
        Tool.run(
            CLIENT,
            Map.of("JAVA_HOME", jdk.home().toString(), "PYTHONDONTWRITEBYTECODE", "1"),
            python,
            "-m",
            "pytest",
            "-p",
            "no:cacheprovider",
            "-rs",
            "--durations=5",
            tests);
    assertThat(told).containsPattern("=+ [1-9][0-9]* passed");
    told.lines().filter(line -> line.startsWith("SKIPPED")).forEach(System.out::println);
  }
}
