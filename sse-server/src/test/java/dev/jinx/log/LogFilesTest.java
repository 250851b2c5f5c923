package dev.jinx.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.disk.LogDirectory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LogFilesTest {
  @TempDir Path temp;

  @Test
  void ringsThatNoLogNeedsAreRemovedOnceAndNotMissedAtTheEnd() throws Exception {
    Path log = temp.resolve("log");
    try (LogDirectory inUse = LogDirectory.open(log, "n1", "n1")) {
      Process jvm =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "--add-exports",
                  "java.base/jdk.internal.misc=ALL-UNNAMED",
                  "-cp",
                  System.getProperty("java.class.path"),
                  RefusedNode.class.getName(),
                  inUse.path().toString(),
                  log.resolve("rings-1").toString(),
                  temp.resolve("x.rings").toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      List<String> lines = jvm.inputReader().lines().toList();
      assertThat(jvm.waitFor()).isZero();
      assertThat(lines).hasSize(2);
      assertThat(lines.get(0)).isEqualTo("no rings");
      assertThat(lines.get(1))
          .contains(log.toString())
          .endsWith("events of this JVM are kept in its memory only");
      assertThat(log.resolve("rings-1")).doesNotExist();
    }
  }
}
