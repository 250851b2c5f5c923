package dev.jinx.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jinx.bootstrap.Phase;
import dev.jinx.disk.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is published together is forced together. Counted from outside, with strace. */
@Timeout(180)
class GroupCommitTest {
  @TempDir Path temp;

  /** Another process: publishes so many events at once, each commit of which is forced. */
  public static void main(String[] arguments) throws IOException {
    try (Kept kept = new Kept(Path.of(arguments[0]), 4 << 20, 64 << 20, Durability.FSYNC)) {
      for (int left = Integer.parseInt(arguments[1]); left > 0; left--) {
        Kept.append(kept.log, "a", Phase.HIT, "");
      }
      kept.log.publish();
      System.out.println(kept.log.written());
    }
  }

  @Test
  void aThousandEventsThatArePublishedAtOnceAreForcedAsOftenAsOne() throws Exception {
    assumeTrue(traces(), "no strace here");
    assertThat(forces(1_000)).isPositive().isEqualTo(forces(1));
  }

  private static boolean traces() throws InterruptedException {
    try {
      return new ProcessBuilder("strace", "-o", "/dev/null", "true").start().waitFor() == 0;
    } catch (IOException notInstalled) {
      return false;
    }
  }

  private long forces(int events) throws Exception {
    Path trace = temp.resolve("trace-" + events);
    Process jvm =
        new ProcessBuilder(
                "strace",
                "-f",
                "-qq",
                "-e",
                "trace=fsync,fdatasync,msync,sync_file_range",
                "-o",
                trace.toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                GroupCommitTest.class.getName(),
                temp.resolve("log-" + events).toString(),
                "" + events)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertThat(jvm.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(jvm.inputReader().readLine()).isEqualTo("n1@1." + events);
    } finally {
      jvm.descendants().forEach(ProcessHandle::destroyForcibly);
      jvm.destroyForcibly();
    }
    List<String> calls = Files.readAllLines(trace);
    return calls.stream().filter(call -> call.contains("sync(") || call.contains("range(")).count();
  }
}
