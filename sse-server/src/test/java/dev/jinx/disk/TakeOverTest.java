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
import java.nio.file.attribute.FileTime;
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

  private List<String> die(Object takenIn) throws Exception {
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
    // Waited for first: a pipe holds what so short a life says, and a life that hangs is ended.
    try (BufferedReader told = jvm.inputReader()) {
      assertThat(jvm.waitFor(60, TimeUnit.SECONDS)).as("it has died").isTrue();
      assertThat(jvm.exitValue()).isEqualTo(9);
      List<String> said = told.lines().toList();
      assertThat(said).last().isEqualTo("done");
      return said;
    } finally {
      jvm.destroyForcibly();
    }
  }

  private Segments recover() throws IOException {
    try (LogDirectory opened = LogDirectory.open(log, "n1", "n1")) {
      return Recovery.run(opened, null, Durability.OS, 1 << 20, problem -> fail(problem));
    }
  }

  private Segments recover(List<String> problems) throws IOException {
    try (LogDirectory opened = LogDirectory.open(log, "n1", "n1")) {
      return Recovery.run(opened, null, Durability.OS, 1 << 20, problems::add);
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
    poke(DROPPED, 3);
    byte[] whole = Files.readAllBytes(rings);
    byte[] pointer = Files.readAllBytes(log.resolve("rings-1"));
    int all = ALL.length + 1;
    // At last it is not interrupted, but for the removal of the rings.
    for (int events = 0; events <= all; events++) {
      Path again = Files.createDirectory(directory.resolve("log-" + events));
      log = again;
      Files.write(rings, whole);
      Files.write(again.resolve("rings-1"), pointer);
      interruptAfter(events);
      List<String> lines = lines(recover());
      assertThat(lines).as("after " + events).hasSize(all);
      assertThat(brief(lines.subList(0, ALL.length))).as("after " + events).containsExactly(ALL);
      assertThat(lines.get(ALL.length)).contains("\"phase\":\"gap\"", "\"seq\":9,", "\"lost\":3");
    }
  }

  private void interruptAfter(int events) throws IOException {
    try (LogDirectory opened = LogDirectory.open(log, "n1", "n1")) {
      Segments segments = Segments.open(log, true, problem -> fail(problem));
      opened.bootOfDead();
      try (SegmentWriter writer = SegmentWriter.open(opened, 1, segments, Durability.OS, 1 << 20);
          DeadRings file = DeadRings.open(rings)) {
        file.read();
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
    poke(BOOT, 1);
  }

  // Words of the rings' first chunk, which the agent writes.
  private static final int VERSION = 1;
  private static final int BOOT = 3;
  private static final int DROPPED = 5;

  private void poke(int word, long value) throws IOException {
    try (var file = new java.io.RandomAccessFile(rings.toFile(), "rw")) {
      java.nio.ByteBuffer bytes =
          java.nio.ByteBuffer.allocate(8).order(java.nio.ByteOrder.nativeOrder());
      file.seek(word * 8L);
      file.write(bytes.putLong(0, value).array());
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
    byte[] damaged = Files.readAllBytes(rings);
    List<String> problems = new ArrayList<>();
    assertThat(lines(recover(problems)))
        .singleElement()
        .asString()
        .contains("\"phase\":\"gap\"", "x.rings is damaged", "kept as");
    assertThat(problems).singleElement().asString().contains("x.rings is damaged");
    assertThat(rings).doesNotExist();
    assertThat(directory.resolve("x.rings.damaged")).hasBinaryContent(damaged);
    assertThat(log.resolve("rings-1")).doesNotExist();
  }

  @Test
  void whatIsLostIsToldOnceThoughThatWasInterrupted() throws Exception {
    die(0);
    RingPointer.name(log.resolve("rings-1"), 1);
    Files.delete(rings);
    recover(new ArrayList<>());
    // As if that process had died before it removed the pointer, which says what it did.
    Files.writeString(log.resolve("rings-1"), rings + "\nboot 1\ngap 1\n");
    assertThat(lines(recover(new ArrayList<>()))).hasSize(1);
    assertThat(log.resolve("rings-1")).doesNotExist();
  }

  @Test
  void aFileThatIsNoRingsIsLeftAloneWhateverLeadsToIt() throws Exception {
    Files.writeString(rings, "important");
    Files.writeString(log.resolve("rings-1"), rings + "\n");
    List<String> problems = new ArrayList<>();
    recover(problems);
    assertThat(problems).singleElement().asString().contains("x.rings holds no rings");
    assertThat(rings).hasContent("important");
    assertThat(log.resolve("rings-1")).doesNotExist();
  }

  @Test
  void ringsOfANewerVersionWaitForWhoUnderstandsThem() throws Exception {
    die(0);
    poke(VERSION, 2);
    List<String> problems = new ArrayList<>();
    assertThat(lines(recover(problems))).isEmpty();
    assertThat(problems).singleElement().asString().contains("x.rings is a newer Jinx's");
    poke(VERSION, 1);
    assertThat(brief(lines(recover()))).containsExactly(ALL);
  }

  @Test
  void ringsThatCannotBeReadKeepNobodyFromTheLogAndNobodyElsesRingsFromBeingTakenOver()
      throws Exception {
    die(0);
    Path unreadable = Files.createDirectory(directory.resolve("unreadable"));
    Files.writeString(log.resolve("rings-0"), unreadable + "\n");
    Files.createDirectory(log.resolve("rings-2"));
    List<String> problems = new ArrayList<>();
    assertThat(brief(lines(recover(problems)))).containsExactly(ALL);
    assertThat(problems).hasSize(2);
    assertThat(String.join("\n", problems))
        .contains("cannot read the rings " + unreadable)
        .contains("cannot read " + log.resolve("rings-2"));
    assertThat(log.resolve("rings-0")).as("for when it can be read").exists();
  }

  @Test
  void aPointerThatWasNeverFinishedIsToldOfOnce() throws Exception {
    Path pointer = Files.createFile(log.resolve("rings-1"));
    assertThat(lines(recover())).isEmpty();
    assertThat(pointer).as("its process may be about to write it").exists();
    Files.setLastModifiedTime(pointer, FileTime.fromMillis(0));
    List<String> problems = new ArrayList<>();
    recover(problems);
    assertThat(problems).singleElement().asString().contains("rings-1 did not say where rings are");
    assertThat(pointer).doesNotExist();
  }

  @Test
  void ringsThatWereNotFinishedAreRemovedAndHaveLostNothing() throws Exception {
    rings = directory.resolve("jinx-1.rings");
    Files.write(rings, new byte[100_000]);
    Path pointer = Files.writeString(log.resolve("rings-1"), rings + "\n");
    recover();
    assertThat(rings).as("its process may be making them").exists();
    Files.setLastModifiedTime(pointer, FileTime.fromMillis(0));
    recover();
    assertThat(rings).doesNotExist();
    assertThat(pointer).doesNotExist();
  }

  @Test
  void aThreadThatIsInterruptedMakesRingsAndKeepsTheirLock() throws Exception {
    assertThat(die("interrupted")).containsExactly("locked", "done");
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
    assertThat(lines(recover(problems))).singleElement().asString().contains("\"phase\":\"gap\"");
    assertThat(problems).singleElement().asString().contains("x.rings are gone");
  }
}
