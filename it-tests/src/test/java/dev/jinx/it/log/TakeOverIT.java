package dev.jinx.it.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.drill.Drill;
import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.Scratch;
import dev.jinx.it.Sse;
import dev.jinx.it.TargetJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What becomes of the rings, and of what is in them. */
class TakeOverIT {
  private static final Path SHARED_MEMORY = Path.of("/dev/shm");

  private final Path directory = Scratch.directory("log");

  @OnEveryJdk
  void whoDiesBeforeItsServerIsThereHasABootInTheNextOnesLog(Jdk jdk) throws Exception {
    Path stop = stopTakingOver();
    try (TargetJvm jvm = Logging.launch(jdk, directory).main(Drill.class).start()) {
      jvm.tell("a 1000");
      jvm.tell("halt 3");
      assertThat(jvm.awaitExit()).isEqualTo(3);
    }
    Files.delete(stop);
    Path rings = onlyRings();
    assertThat(rings).exists();
    try (TargetJvm jvm = Logging.start(Logging.launch(jdk, directory))) {
      try (Sse events = jvm.http().events("since=earliest")) {
        List<JsonNode> found = events.next(1_002);
        long boot = found.get(0).path("boot").asLong();
        for (int i = 0; i < 1_001; i++) {
          assertThat(found.get(i).path("id").asText()).isEqualTo("n1@" + boot + "." + (i + 1));
          assertThat(found.get(i).path("hit").asInt()).isEqualTo(i + 1);
        }
        assertThat(found.get(1_001).path("boot").asLong()).isGreaterThan(boot);
        assertThat(found.get(1_001).path("seq").asLong()).isEqualTo(1);
      }
      assertThat(Logging.health(jvm).path("problems")).isEmpty();
    }
    assertThat(rings).doesNotExist();
  }

  @OnEveryJdk
  void whoEndsByItselfLeavesNoRings(Jdk jdk) throws Exception {
    Path rings;
    try (TargetJvm jvm = Logging.start(Logging.launch(jdk, directory))) {
      assertThat(Logging.health(jvm).path("log").path("rings").asText()).isEqualTo("mapped");
      rings = onlyRings();
      assertThat(rings).exists();
      assertThat(rings.getParent())
          .isEqualTo(Files.isWritable(SHARED_MEMORY) ? SHARED_MEMORY : directory);
      assertThat(bytesThatItHas(rings))
          .as("no store into it finds that there is no room")
          .isGreaterThanOrEqualTo(Files.size(rings));
      jvm.tell("exit 0");
      assertThat(jvm.awaitExit()).isZero();
    }
    assertThat(rings).doesNotExist();
    assertThat(pointers()).isEmpty();
    assertThat(LogText.read(directory)).hasSize(1);
  }

  @OnEveryJdk
  void ringsLieWhereTheyAreWanted(Jdk jdk) throws IOException {
    Path elsewhere = Scratch.directory("rings").resolve("new/one");
    String log = "rings: " + elsewhere + ", directory: " + directory;
    try (TargetJvm jvm = Logging.start(Logging.launch(jdk, "node: n1\n", log))) {
      assertThat(onlyRings().getParent()).isEqualTo(elsewhere);
      Logging.hit(jvm, 100);
      jvm.killAndWait();
    }
    Path rings = onlyRings();
    // The next one's lie in another place; the pointer leads to the old ones.
    try (TargetJvm jvm = Logging.start(Logging.launch(jdk, directory))) {
      // A kill in the middle of a write leaves a torn end, which is cut off, and told.
      assertThat(Logging.health(jvm).path("problems"))
          .allSatisfy(problem -> assertThat(problem.asText()).contains("are unfinished; cut"));
    }
    assertThat(rings).doesNotExist();
    assertThat(LogText.read(directory).stream().filter(line -> line.boot() == 1)).hasSize(101);
  }

  @OnEveryJdk
  void ringsGrowNoFurtherThanTheyMayAndWhatFindsNoRoomIsAGap(Jdk jdk) throws Exception {
    int hits = 300_000;
    String log = "buffer: 4MB, directory: " + directory;
    Path stop = stopTakingOver();
    try (TargetJvm jvm = Logging.launch(jdk, "node: n1\n", log).main(Drill.class).start()) {
      jvm.out().await("ready"::equals, TargetJvm.PATIENCE);
      Logging.hit(jvm, hits);
      jvm.killAndWait();
    }
    Files.delete(stop);
    assertThat(Files.size(onlyRings())).isBetween(4L << 20, (4L << 20) + (64 << 10));
    try (TargetJvm jvm = Logging.start(Logging.launch(jdk, directory))) {
      assertThat(Logging.health(jvm).path("problems")).isEmpty();
    }
    List<LogText.Line> all = LogText.read(directory);
    long boot = all.get(0).boot();
    long there = 0;
    long lost = 0;
    for (LogText.Line line : all) {
      if (line.boot() == boot) {
        JsonNode event = line.event();
        boolean gap = event.path("phase").asText().equals("gap");
        there += gap ? 0 : 1;
        lost += gap ? event.path("lost").asLong() : 0;
      }
    }
    assertThat(lost).isPositive();
    assertThat(there + lost).as("with the one at its start").isEqualTo(hits + 1);
  }

  @OnEveryJdk
  void ringsThatAreGoneAreAGapThatIsTold(Jdk jdk) throws IOException {
    try (TargetJvm jvm = Logging.start(Logging.launch(jdk, directory))) {
      Logging.hit(jvm, 10);
      Logging.until("11 events", () -> LogText.read(directory).size() == 11);
      jvm.killAndWait();
    }
    Path rings = onlyRings();
    Files.delete(rings); // as a restart of the machine does
    try (TargetJvm jvm = Logging.start(Logging.launch(jdk, directory))) {
      jvm.err().await(line -> line.contains(rings + " are gone"), TargetJvm.PATIENCE);
      assertThat(Logging.health(jvm).path("problems").toString()).contains("may be missing");
      try (Sse events = jvm.http().events("since=n1@1.11")) {
        JsonNode gap = events.next();
        assertThat(gap.path("phase").asText()).isEqualTo("gap");
        assertThat(gap.path("id").asText()).isEqualTo("n1@1.12");
        assertThat(gap.path("reason").asText()).contains("are gone");
        assertThat(events.next().path("id").asText()).isEqualTo("n1@2.1");
      }
    }
  }

  @OnEveryJdk
  void whatIsSeenLiveIsInTheFilesAtOnce(Jdk jdk) {
    for (String durability : List.of("os", "fsync")) {
      Path files = Scratch.directory("log");
      String log = "durability: " + durability + ", directory: " + files;
      try (TargetJvm jvm = Logging.start(Logging.launch(jdk, "node: n1\n", log));
          Sse events = jvm.http().events("since=n1@1.1")) {
        assertThat(Logging.health(jvm).path("log").path("durability").asText())
            .isEqualTo(durability);
        for (int i = 2; i < 30; i++) {
          Logging.hit(jvm, 1);
          assertThat(events.next().path("seq").asInt()).isEqualTo(i);
          assertThat(LogText.read(files)).as(durability).hasSize(i);
        }
      }
    }
  }

  /** Whoever opens this waits: so no server begins, and nothing is taken out of the rings. */
  private Path stopTakingOver() throws Exception {
    Path stop = directory.resolve("rings-0");
    assertThat(new ProcessBuilder("mkfifo", stop.toString()).start().waitFor()).isZero();
    return stop;
  }

  /** What the file system has given it; a file with holes has less than its size. */
  private static long bytesThatItHas(Path file) throws IOException {
    Process stat = new ProcessBuilder("stat", "-c", "%b %B", file.toString()).start();
    try (BufferedReader out = stat.inputReader()) {
      String[] blocks = out.readLine().split(" ");
      return Long.parseLong(blocks[0]) * Long.parseLong(blocks[1]);
    }
  }

  private Path onlyRings() throws IOException {
    List<Path> pointers = pointers();
    assertThat(pointers).hasSize(1);
    return Path.of(Files.readAllLines(pointers.get(0)).get(0));
  }

  private List<Path> pointers() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Lives::isPointer).toList();
    }
  }
}
