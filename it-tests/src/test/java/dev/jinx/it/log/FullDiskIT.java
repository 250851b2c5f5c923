package dev.jinx.it.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnNewestJdk;
import dev.jinx.it.Scratch;
import dev.jinx.it.Sse;
import dev.jinx.it.TargetJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;

/** A disk without room: the application does not notice, and everybody else is told. */
class FullDiskIT {
  @BeforeEach
  void onlyWhereThereAreNameSpaces() throws Exception {
    Assumptions.assumeTrue(SmallDisk.isPossible(), "no name spaces without privileges");
  }

  @OnNewestJdk
  void theLogGoesOnWithoutAHoleWhenThereIsRoomAgain(Jdk jdk) throws Exception {
    try (SmallDisk disk = SmallDisk.of("24m");
        TargetJvm jvm = Logging.start(Logging.launch(jdk, disk.path()).under(disk.inside()));
        Sse events = jvm.http().events("since=earliest")) {
      disk.fill(256 * 1024);
      Logging.hit(jvm, 20_000);
      JsonNode told = events.next();
      int hits = 0;
      while (!told.path("type").asText().equals("log")) {
        hits++;
        told = events.next();
      }
      assertThat(told.path("phase").asText()).isEqualTo("failed");
      assertThat(told.path("reason").asText()).containsIgnoringCase("no space");
      while (hits < 20_001) {
        assertThat(events.next().path("phase").asText()).as("live all the same").isEqualTo("hit");
        hits++;
      }
      JsonNode health = Logging.health(jvm);
      assertThat(health.path("problems").toString()).containsOnlyOnce("cannot be written");
      assertThat(Logging.seq(health.path("log").path("written").asText())).isLessThan(20_000);

      disk.free();
      Logging.until("all is written", () -> isWritten(jvm));
      assertThat(Logging.health(jvm).path("problems")).isEmpty();
      List<LogText.Line> log = LogText.read(disk.outside());
      assertThat(log.size()).isEqualTo(20_002);
      for (int i = 0; i < log.size(); i++) {
        assertThat(log.get(i).seq()).isEqualTo(i + 1);
      }
    }
  }

  @OnNewestJdk
  void whatTheWindowDropsMeanwhileIsAGapInTheLog(Jdk jdk) throws Exception {
    try (SmallDisk disk = SmallDisk.of("24m");
        TargetJvm jvm =
            Logging.start(
                Logging.launch(jdk, disk.path())
                    .jvm("-Xmx32m") // an eighth of which is the window
                    .under(disk.inside()))) {
      disk.fill(64 * 1024);
      Logging.hit(jvm, 30_000);
      assertThat(jvm.http().enters("a")).as("all are in the window, or were").isEqualTo(30_001);
      disk.free();
      Logging.until("all is written", () -> isWritten(jvm));
      List<LogText.Line> log = LogText.read(disk.outside());
      LogText.Line gap =
          log.stream()
              .filter(line -> line.event().path("phase").asText().equals("gap"))
              .findFirst()
              .orElseThrow();
      long missing = log.get(log.size() - 1).seq() - log.size();
      assertThat(log.get(0).seq()).isEqualTo(1);
      assertThat(missing).isPositive();
      assertThat(gap.event().path("lost").asLong()).as("%s", gap).isEqualTo(missing);
      try (Sse events = jvm.http().events("since=n1@1.0")) {
        JsonNode first = events.next();
        while (!first.path("phase").asText().equals("gap")) {
          first = events.next();
        }
        assertThat(first.path("lost").asLong()).isEqualTo(missing);
      }
      assertThat(Logging.status(jvm, "since=n1@1.0&strict=1")).isEqualTo(410);
    }
  }

  @OnNewestJdk
  void aTakeOverThatFindsNoRoomIsDoneByTheNextStart(Jdk jdk) throws Exception {
    Path tallies = Scratch.directory("tallies");
    Round first = Surges.round(1, tallies);
    try (SmallDisk disk = SmallDisk.of("24m")) {
      // Whoever opens this waits: so nothing is taken out of the first one's rings.
      Path stop = disk.outside().resolve("rings-0");
      assertThat(new ProcessBuilder("mkfifo", stop.toString()).start().waitFor()).isZero();
      try (TargetJvm jvm = start(jdk, disk, first)) {
        jvm.out().await("goal"::equals, TargetJvm.PATIENCE);
      }
      Files.delete(stop);
      disk.fill(1_300 * 1024);
      try (TargetJvm jvm = start(jdk, disk, Surges.round(2, tallies))) {
        assertThat(Logging.health(jvm).path("problems").toString())
            .containsIgnoringCase("no space")
            .contains("in its memory only");
      }
      disk.free();
      Round third = Surges.round(3, tallies);
      try (TargetJvm jvm = start(jdk, disk, third)) {
        jvm.address();
        jvm.tell("exit");
        jvm.awaitExit();
      }
      LogCheck check = new LogCheck(true);
      check.over(first, false, Map.of());
      check.over(third, false, Map.of());
      check.look(LogText.read(disk.outside()));
    }
  }

  @OnNewestJdk
  void ringsForWhichThereIsNoRoomLieOnTheHeapAndHealthSaysSo(Jdk jdk) throws Exception {
    Path directory = Scratch.directory("log");
    try (SmallDisk disk = SmallDisk.of("3m");
        TargetJvm jvm =
            Logging.start(
                Logging.launch(
                        jdk, "node: n1\n", "directory: " + directory + ", rings: " + disk.path())
                    .under(disk.inside()))) {
      Logging.hit(jvm, 10);
      JsonNode health = Logging.health(jvm);
      assertThat(health.path("log").path("rings").asText()).isEqualTo("heap");
      assertThat(health.path("problems").toString())
          .contains("rings lie on the heap")
          .contains("lost if this process is killed");
      assertThat(disk.outside()).isEmptyDirectory();
      Logging.until("all is written", () -> isWritten(jvm));
      assertThat(LogText.read(directory)).hasSize(11);
    }
  }

  private static TargetJvm start(Jdk jdk, SmallDisk disk, Round round) {
    return Surges.start(
        Surges.launch(jdk, disk.path(), "").under(disk.inside()), jdk, round, 4_000, 0);
  }

  private static boolean isWritten(TargetJvm jvm) {
    JsonNode health = Logging.health(jvm);
    if (!health.path("log").path("written").equals(health.path("cursor"))) {
      return false;
    }
    // What became of the disk may be told behind that: the next answer comes after it.
    JsonNode next = Logging.health(jvm);
    return next.path("cursor").equals(health.path("cursor"))
        && next.path("log").path("written").equals(next.path("cursor"));
  }
}
