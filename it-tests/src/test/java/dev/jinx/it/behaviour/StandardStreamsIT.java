package dev.jinx.it.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.Sse;
import dev.jinx.it.TargetJvm;

/** The application's stdout is its own; stderr gets a line a hit, as long as somebody reads it. */
class StandardStreamsIT {
  /** Lines of at least 80 bytes: many times what a pipe holds. */
  private static final int HITS = 20_000;

  @OnEveryJdk
  void aHitIsALineOnStderrAndNothingOnStdout(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(Drills.launch(jdk, ""))) {
      Http http = jvm.http();
      http.enable("gate", "action=pause");
      http.enable("a", "action=observe");
      jvm.tell("start first");
      jvm.err()
          .await(
              line -> line.contains("INFO") && line.contains("gate: waiting"), TargetJvm.PATIENCE);
      http.release("gate");
      Drills.passed(jvm, "first");
      Drills.order(jvm, "a 1");
      jvm.err()
          .await(line -> line.contains("INFO") && line.contains(" a: hit"), TargetJvm.PATIENCE);
      jvm.tell("exit 0");
      assertThat(jvm.awaitExit()).isZero();
      assertThat(jvm.out().soFar())
          .containsExactlyInAnyOrder("ready", "done start first", "first passed", "done a 1");
    }
  }

  @OnEveryJdk
  void aStderrThatNobodyReadsStopsNothing(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(Drills.launch(jdk, "").unreadStderr())) {
      Http http = jvm.http();
      http.enable("a", "action=observe");
      try (Sse events = http.events("injection=a")) {
        Drills.order(jvm, "a " + HITS);
        assertThat(events.next(HITS)).extracting(Drills::phase).containsOnly("hit");
        String cursor = http.enable("gate", "action=pause");
        jvm.tell("start first");
        http.await("gate", "phase=parked&since=" + cursor);
        assertThat(http.release("gate")).isEqualTo(1);
        Drills.passed(jvm, "first");
        jvm.tell("exit 9");
        assertThat(events.untilEnd()).isEmpty();
      }
      assertThat(jvm.process().onExit().join().exitValue()).isEqualTo(9);
    }
  }
}
