package dev.jinx.it.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.Scratch;
import dev.jinx.it.TargetJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Assumptions;

/** A JVM that an action ends, on a disk that is slow to force: what strace saw of it. */
class ForcedHaltIT {
  /** In microseconds: who does not wait for the disk is gone long before. */
  private static final int SLOW = 500_000;

  @OnEveryJdk
  void haltWaitsUntilItsEventIsForced(Jdk jdk) throws Exception {
    Assumptions.assumeTrue(traces(), "no strace here");
    Path directory = Scratch.directory("log");
    Path trace = Scratch.directory("trace").resolve("calls");
    String log = "durability: fsync, directory: " + directory;
    List<String> strace =
        List.of(
            "strace",
            "-f",
            "-qq",
            "-y",
            "-s",
            "4096",
            "-e",
            "trace=write,fsync,exit_group",
            "-e",
            "inject=fsync:delay_exit=" + SLOW,
            "-o",
            trace.toString());
    try (TargetJvm jvm = Logging.start(Logging.launch(jdk, "node: n1\n", log).under(strace))) {
      jvm.http().post("/v2/error_injection/injection/gate?action=halt(137)").ok();
      jvm.tell("gate 1");
      assertThat(jvm.awaitExit()).isEqualTo(137);
    }
    List<String> calls = Files.readAllLines(trace);
    int written = next(calls, 0, ForcedHaltIT::isItsEvent);
    int forced =
        next(calls, written, call -> call.contains("fsync") && call.endsWith("= 0 (DELAYED)"));
    int ended = next(calls, 0, call -> call.contains("exit_group(137)"));
    assertThat(ended).isGreaterThan(forced);
  }

  private static boolean traces() throws InterruptedException {
    try {
      return new ProcessBuilder("strace", "-o", "/dev/null", "true").start().waitFor() == 0;
    } catch (IOException notInstalled) {
      return false;
    }
  }

  private static boolean isItsEvent(String call) {
    return call.contains("write(") && call.contains("events-") && call.contains("halt(137)");
  }

  private static int next(List<String> calls, int from, Predicate<String> wanted) {
    for (int i = from; i < calls.size(); i++) {
      if (wanted.test(calls.get(i))) {
        return i;
      }
    }
    throw new AssertionError("no such call from " + from + " on in " + calls);
  }
}
