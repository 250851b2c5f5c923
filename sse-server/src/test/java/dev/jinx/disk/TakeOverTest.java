package dev.jinx.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.jinx.bootstrap.Phase;
import dev.jinx.event.EventChoice;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a JVM published before it died is in its log afterwards, with all that belongs to it. */
class TakeOverTest {
  @TempDir Path directory;
  private Path log;
  private Path rings;

  @BeforeEach
  void directories() throws IOException {
    log = Files.createDirectory(directory.resolve("log"));
    rings = directory.resolve("x.rings");
  }

  private void die(Object takenIn) throws Exception {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-exports",
                "java.base/jdk.internal.misc=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                DyingNode.class.getName(),
                log.toString(),
                rings.toString(),
                "" + takenIn)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader told = jvm.inputReader()) {
      assertThat(jvm.waitFor(60, TimeUnit.SECONDS)).as("it has died").isTrue();
      assertThat(jvm.exitValue()).isEqualTo(9);
      assertThat(told.readLine()).isEqualTo("done");
    } finally {
      jvm.destroyForcibly();
    }
  }

  private Segments recover() throws IOException {
    try (LogDirectory opened = LogDirectory.open(log, "n1", "n1")) {
      return Recovery.run(opened, null, Durability.OS, 1 << 20, problem -> fail(problem));
    }
  }

  private static List<String> lines(Segments segments) throws IOException {
    List<String> lines = new ArrayList<>();
    EventReader reader = new EventReader(segments, segments.first());
    while (reader.next()) {
      assertThat(reader.hole()).isNull();
      lines.add(line(reader));
    }
    return lines;
  }

  /** Injection, phase, hit and seq. */
  private static List<String> brief(List<String> lines) {
    return lines.stream()
        .map(
            line ->
                line.replaceAll(
                    "^.\"injection\":\"([^\"]*)\".*\"phase\":\"([^\"]*)\".*\"hit\":(\\d+),.*"
                        + "\"seq\":(\\d+).*$",
                    "$1 $2 $3 @$4"))
        .toList();
  }

  private static final String[] ALL = {
    "plain hit 1 @1",
    "paused parked 1 @2",
    "second hit 2 @3",
    "second hit 3 @4",
    "plain hit 2 @5",
    "shown hit 1 @6",
    "paused released 1 @7",
    "plain hit 3 @8"
  };

  @Test
  void whatNoScribeSawIsNumberedInTheOrderInWhichItHappened() throws Exception {
    die(0);
    List<String> lines = lines(recover());
    assertThat(brief(lines)).containsExactly(ALL);
    assertThat(lines.get(0))
        .contains("\"parameters\":{\"why\":\"a \\\"test\\\"\"}")
        .contains("\"name\":\"main\",\"virtual\":false}")
        .contains("\"point\":\"A#plain()\"")
        .contains("\"id\":\"n1@1.1\",\"node\":\"n1\",\"boot\":1,\"seq\":1,");
    assertThat(lines.get(4)).contains("\"action\":\"sleep(1us)\"").contains("\"arm\":2");
    assertThat(lines.get(5)).contains("\"captured\":{\"it\":\"" + "x".repeat(100) + "\"}");
    assertThat(lines.get(6))
        .contains("\"name\":\"held\"")
        .contains("\"outcome\":\"sleep(1ms)\"")
        .contains("\"type\":\"handler\"");
    assertThat(rings).doesNotExist();
    assertThat(log.resolve("rings-1")).doesNotExist();
  }

  @Test
  void whatTheScribeHadNumberedKeepsItsNumber() throws Exception {
    die(1);
    assertThat(brief(lines(recover()))).containsExactly(ALL);
  }

  @Test
  void aTakeOverThatIsInterruptedAnywhereEndsAsIfItHadNotBeen() throws Exception {
    die(1);
    byte[] whole = Files.readAllBytes(rings);
    byte[] pointer = Files.readAllBytes(log.resolve("rings-1"));
    for (int events = 0; events <= ALL.length; events++) {
      Path again = Files.createDirectory(directory.resolve("log-" + events));
      log = again;
      Files.write(rings, whole);
      Files.write(again.resolve("rings-1"), pointer);
      interruptAfter(events);
      assertThat(brief(lines(recover()))).as("after " + events).containsExactly(ALL);
    }
  }

  private void interruptAfter(int events) throws IOException {
    try (LogDirectory opened = LogDirectory.open(log, "n1", "n1")) {
      Segments segments = Segments.open(log, true, problem -> fail(problem));
      opened.bootOfDead();
      try (SegmentWriter writer = SegmentWriter.open(opened, 1, segments, Durability.OS, 1 << 20);
          RingFile file = RingFile.open(rings)) {
        TakeOver.run(
            file,
            "n1",
            segments,
            1,
            (seq, json, length) -> {
              if (seq > events) {
                throw new IOException("interrupted");
              }
              writer.append(seq, json, 0, length);
              writer.commit();
            });
      } catch (IOException interrupted) {
        assertThat(interrupted).hasMessage("interrupted");
      }
    }
    // The pointer now says whose boot it is, as it would after a death of ours.
    RingPointer.name(log.resolve("rings-1"), 1);
    nameBoot();
  }

  /** What the agent writes into the rings once it knows the boot. */
  private void nameBoot() throws IOException {
    try (var file = new java.io.RandomAccessFile(rings.toFile(), "rw")) {
      java.nio.ByteBuffer word =
          java.nio.ByteBuffer.allocate(8).order(java.nio.ByteOrder.nativeOrder()).putLong(0, 1);
      file.seek(3 * 8);
      file.write(word.array());
    }
  }

  @Test
  void eventsOfAProcessThatDidNotKnowItsBootGetOneBootOnly() throws Exception {
    die(0);
    // The same file by another name: what is left when all is done but the removal.
    Path left = directory.resolve("left.rings");
    Files.createLink(left, rings);
    byte[] pointer = Files.readAllBytes(log.resolve("rings-1"));
    assertThat(brief(lines(recover()))).containsExactly(ALL);
    Files.move(left, rings);
    Files.write(log.resolve("rings-1"), pointer);
    assertThat(brief(lines(recover()))).containsExactly(ALL);
  }

  @Test
  void whatReadersHaveSeenIsNotNumberedAgainNorGivenToAnotherPoint() throws Exception {
    die("reused");
    EventReader reader = new EventReader(recover(), new Position(1, 0));
    assertThat(reader.next()).isTrue();
    assertThat(reader.hole()).isEqualTo(new Hole(1, 1, 1));
    assertThat(reader.next()).isTrue();
    assertThat(line(reader))
        .contains("\"type\":\"gap\"", "\"seq\":2,", "\"lost\":2,")
        .contains("\"from\":\"n1@1.1\",\"to\":\"n1@1.2\"");
    assertThat(reader.next()).isTrue();
    assertThat(brief(List.of(line(reader)))).containsExactly("second hit 1 @3");
    assertThat(reader.next()).isFalse();
  }

  private static String line(EventReader reader) {
    return new String(reader.bytes(), reader.offset(), reader.length(), StandardCharsets.UTF_8);
  }

  @Test
  void ringsThatAreDamagedAreToldOfAndDoNotKeepANodeFromStarting() throws Exception {
    die(0);
    RingPointer.name(log.resolve("rings-1"), 1);
    try (var file = new java.io.RandomAccessFile(rings.toFile(), "rw")) {
      for (long chunk = RingChunk.BYTES; chunk < file.length(); chunk += RingChunk.BYTES) {
        file.seek(chunk);
        if (Long.reverseBytes(file.readLong()) == RingChunk.DEFINITIONS) {
          byte[] damage = new byte[64];
          Arrays.fill(damage, (byte) 0x7F);
          file.seek(chunk + (RingChunk.HEADER + 1) * 8);
          file.write(damage);
        }
      }
    }
    List<String> problems = new ArrayList<>();
    try (LogDirectory opened = LogDirectory.open(log, "n1", "n1")) {
      Segments segments = Recovery.run(opened, null, Durability.OS, 1 << 20, problems::add);
      assertThat(lines(segments)).singleElement().asString().contains("\"phase\":\"gap\"");
    }
    assertThat(problems).singleElement().asString().contains("x.rings is damaged");
  }

  @Test
  void aProcessWhoseLogDirectoryIsGoneRemovesItsRings() throws Exception {
    die("closed");
    assertThat(rings).doesNotExist();
  }

  @Test
  void thePhasesAreThoseOfTheAgentInTheirOrder() {
    assertThat(EventChoice.PHASES)
        .isEqualTo(Arrays.stream(Phase.values()).map(Phase::word).toList());
  }

  @Test
  void rightBesideALivingProcessNothingIsTakenOver() throws Exception {
    die(0);
    try (var file = new java.io.RandomAccessFile(rings.toFile(), "rw");
        var lock = file.getChannel().lock()) {
      assertThat(lock.isValid()).isTrue();
      assertThat(lines(recover())).isEmpty();
    }
    assertThat(brief(lines(recover()))).containsExactly(ALL);
  }

  @Test
  void ringsToWhichNothingLeadsAreSweptAway() throws Exception {
    rings = directory.resolve("jinx-1.rings");
    die("named");
    Path own = directory.resolve("jinx-2.rings");
    RingSweep.run(own);
    assertThat(rings).as("something leads to it").exists();
    Files.move(log.resolve("rings-1"), log.resolve("elsewhere"));
    try (var file = new java.io.RandomAccessFile(rings.toFile(), "rw");
        var lock = file.getChannel().lock()) {
      assertThat(lock.isValid()).isTrue();
      RingSweep.run(own);
    }
    assertThat(rings).as("its process lived").exists();
    RingSweep.run(rings);
    assertThat(rings).as("one's own").exists();
    RingSweep.run(own);
    assertThat(rings).doesNotExist();
  }

  @Test
  void ringsThatDoNotSayWhoseTheyAreStay() throws Exception {
    rings = directory.resolve("jinx-1.rings");
    die(0);
    Files.delete(log.resolve("rings-1"));
    RingSweep.run(directory.resolve("jinx-2.rings"));
    assertThat(rings).exists();
  }

  @Test
  void ringsThatAreGoneAreToldOf() throws Exception {
    die(0);
    RingPointer.name(log.resolve("rings-1"), 1);
    Files.delete(rings);
    List<String> problems = new ArrayList<>();
    try (LogDirectory opened = LogDirectory.open(log, "n1", "n1")) {
      Segments segments = Recovery.run(opened, null, Durability.OS, 1 << 20, problems::add);
      assertThat(lines(segments)).singleElement().asString().contains("\"phase\":\"gap\"");
    }
    assertThat(problems).singleElement().asString().contains("x.rings are gone");
  }
}
