package dev.jinx.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What crashes, disks and people leave behind besides a cut last line. */
class DamageTest {
  private static final Position START = new Position(0, 0);
  private static final String FIRST = "events-0000000001-000000000001.log";
  private static final String SECOND = "events-0000000002-000000000001.log";

  @TempDir Path directory;
  private final List<String> problems = new ArrayList<>();

  private Segments open() throws Exception {
    problems.clear();
    return Segments.open(directory, true, problems::add);
  }

  private static int startOfEvent(byte[] content, int event) {
    int at = 0;
    for (int lines = 0; lines < event; at++) {
      lines += content[at] == '\n' ? 1 : 0;
    }
    return at;
  }

  @Test
  void zerosAtTheEndOfTheLastSegmentAreCutOff() throws Exception {
    Events.boot(directory, 3);
    Path file = directory.resolve(FIRST);
    long size = Files.size(file);
    Files.write(file, new byte[100_000], StandardOpenOption.APPEND);
    assertThat(Events.read(open(), START)).containsExactly("1.1", "1.2", "1.3");
    assertThat(problems)
        .containsExactly(
            FIRST
                + ": at byte "
                + size
                + ": the last 100000 bytes are unfinished; cut off and kept"
                + " in torn-"
                + FIRST
                + "-"
                + size);
    assertThat(Files.size(file)).isEqualTo(size);
    assertThat(Files.size(directory.resolve("torn-" + FIRST + "-" + size))).isEqualTo(100_000);
  }

  @Test
  void anEmptyLastSegmentIsRemovedAndOneOfZerosPutAside() throws Exception {
    Events.boot(directory, 3);
    Files.createFile(directory.resolve(SECOND));
    assertThat(Events.read(open(), START)).containsExactly("1.1", "1.2", "1.3");
    assertThat(problems).containsExactly(SECOND + ": at byte 0: it is empty, and was removed");
    assertThat(directory.resolve(SECOND)).doesNotExist();

    Files.write(directory.resolve(SECOND), new byte[4096]);
    assertThat(Events.read(open(), START)).containsExactly("1.1", "1.2", "1.3");
    assertThat(problems).hasSize(1);
    assertThat(directory.resolve("torn-" + SECOND + "-0")).hasSize(4096);
    assertThat(Events.boot(directory, 1)).as("boots of what was put aside count").isEqualTo(3);
  }

  @Test
  void aTornTailInFrontOfASegmentThatWasJustBeingMadeIsTheLastOnesToo() throws Exception {
    Events.boot(directory, 3);
    byte[] content = Files.readAllBytes(directory.resolve(FIRST));
    Files.write(directory.resolve(FIRST), Arrays.copyOf(content, content.length - 5));
    Files.createFile(directory.resolve("events-0000000001-000000000004.log"));
    assertThat(Events.read(open(), START)).containsExactly("1.1", "1.2");
    assertThat(problems).hasSize(2);
    assertThat(open().lastSeq(1)).isEqualTo(2);
    assertThat(problems).isEmpty();
  }

  @Test
  void aSegmentOfAHeaderAloneIsNoDamage() throws Exception {
    Events.boot(directory, 3);
    byte[] header = new SegmentHeader(1, "n1", 2, 1).line();
    Files.write(directory.resolve(SECOND), header);
    assertThat(Events.read(open(), START)).containsExactly("1.1", "1.2", "1.3");
    assertThat(problems).isEmpty();
    Events.boot(directory, 1);
    assertThat(Events.read(open(), START)).containsExactly("1.1", "1.2", "1.3", "3.1");
    assertThat(problems).isEmpty();
  }

  @Test
  void aHeaderAloneIsWrittenOverWhenItsBootGoesOn() throws Exception {
    Events.boot(directory, 3);
    Files.write(directory.resolve(SECOND), new SegmentHeader(1, "n1", 2, 1).line());
    try (LogDirectory log = LogDirectory.open(directory, null, "n1")) {
      Segments segments = open();
      try (SegmentWriter late = SegmentWriter.open(log, 2, segments, Durability.OS, 1 << 20)) {
        Events.append(late, "n1", 2, 1);
        late.commit();
      }
      assertThat(Events.read(segments, START)).containsExactly("1.1", "1.2", "1.3", "2.1");
      assertThat(segments.bytes())
          .as("it is one segment, so that retention does not take it for an older one")
          .isEqualTo(Files.size(directory.resolve(FIRST)) + Files.size(directory.resolve(SECOND)));
    }
    assertThat(Events.read(open(), START)).containsExactly("1.1", "1.2", "1.3", "2.1");
  }

  @Test
  void aDamagedEndOfAnEarlierSegmentIsReportedAtEachOpeningAndStays() throws Exception {
    Events.boot(directory, 3);
    Path file = directory.resolve(FIRST);
    byte[] content = Files.readAllBytes(file);
    Events.boot(directory, 2);
    byte[] cut = Arrays.copyOf(content, content.length - 10);
    Files.write(file, cut);
    int at = startOfEvent(content, 3);
    for (int i = 0; i < 2; i++) {
      Segments segments = open();
      assertThat(Events.read(segments, START))
          .containsExactly("1.1", "1.2", "hole 1.3-?", "2.1", "2.2");
      assertThat(segments.holes(new Position(1, 1))).hasSize(1);
      assertThat(segments.holes(new Position(2, 0))).isEmpty();
      assertThat(problems)
          .containsExactly(
              FIRST
                  + ": at byte "
                  + at
                  + ": the last "
                  + (cut.length - at)
                  + " bytes are damaged and left out");
      assertThat(Files.readAllBytes(file)).isEqualTo(cut);
    }
  }

  @Test
  void severalDamagesInARowAreOneReport() throws Exception {
    Events.boot(directory, 6);
    Path file = directory.resolve(FIRST);
    byte[] content = Files.readAllBytes(file);
    int from = startOfEvent(content, 2);
    int to = startOfEvent(content, 5);
    Arrays.fill(content, from, to, (byte) 0);
    Files.write(file, content);
    assertThat(Events.read(open(), START)).containsExactly("1.1", "hole 1.2-4", "1.5", "1.6");
    assertThat(problems)
        .containsExactly(
            FIRST
                + ": at byte "
                + from
                + ": "
                + (to - from)
                + " bytes are damaged and left out; it goes on with event 5");
  }

  @Test
  void linesThatStandTwiceAreReadOnce() throws Exception {
    Events.boot(directory, 4);
    Path file = directory.resolve(FIRST);
    byte[] content = Files.readAllBytes(file);
    int second = startOfEvent(content, 2);
    int fourth = startOfEvent(content, 4);
    byte[] doubled = new byte[content.length + fourth - second];
    System.arraycopy(content, 0, doubled, 0, fourth);
    System.arraycopy(content, second, doubled, fourth, content.length - second);
    Files.write(file, doubled);
    assertThat(Events.read(open(), START)).containsExactly("1.1", "1.2", "1.3", "1.4");
    assertThat(problems).hasSize(1);
  }

  @Test
  void eventsOfAnotherBootOrNodeAreNotReadAsThisOnes() throws Exception {
    Events.boot(directory, 2);
    Events.boot(directory, 2);
    byte[] first = Files.readAllBytes(directory.resolve(FIRST));
    byte[] second = Files.readAllBytes(directory.resolve(SECOND));
    int from = startOfEvent(first, 1);
    byte[] mixed = Arrays.copyOf(second, second.length + first.length - from);
    System.arraycopy(first, from, mixed, second.length, first.length - from);
    Files.write(directory.resolve(SECOND), mixed);
    Files.copy(directory.resolve(FIRST), directory.resolve("events-0000000001-000000000007.log"));
    Path foreign = directory.resolve("events-0000000001-000000000009.log");
    Files.write(foreign, new SegmentHeader(1, "n2", 1, 9).line());
    assertThat(Events.read(open(), START)).containsExactly("1.1", "1.2", "2.1", "2.2");
    assertThat(problems)
        .containsExactly(
            "events-0000000001-000000000007.log: at byte 0: it calls itself "
                + FIRST
                + "; its events are not shown",
            "events-0000000001-000000000009.log: at byte 0: it is node n2's, not n1's",
            SECOND
                + ": at byte "
                + second.length
                + ": the last "
                + (first.length - from)
                + " bytes are unfinished; cut off and kept in torn-"
                + SECOND
                + "-"
                + second.length);
  }

  @Test
  void aMissingSegmentIsAHole() throws Exception {
    try (LogDirectory log = LogDirectory.open(directory, "n1", "n1");
        SegmentWriter writer =
            SegmentWriter.open(log, Events.opened(directory), Durability.OS, 64L << 20)) {
      for (int seq = 1; seq <= 60_000; seq++) {
        Events.append(writer, "n1", 1, seq);
      }
      writer.commit();
    }
    List<Path> files = Events.files(directory, "events-");
    assertThat(files).hasSizeGreaterThan(2);
    Files.delete(files.get(1));
    Segments segments = open();
    assertThat(problems).isEmpty();
    assertThat(segments.holes(START)).hasSize(1);
    Hole hole = segments.holes(START).get(0);
    assertThat(files.get(1).getFileName().toString()).endsWith("-0000000" + hole.from() + ".log");
    assertThat(Events.read(segments, new Position(1, hole.from() - 2)).subList(0, 3))
        .containsExactly(
            "1." + (hole.from() - 1),
            "hole 1." + hole.from() + "-" + hole.to(),
            "1." + (hole.to() + 1));
  }

  @Test
  void withoutTheNodeFileAndWithADamagedHeaderTheEventsSayWhoseTheyAre() throws Exception {
    Events.boot(directory, 2);
    byte[] content = Files.readAllBytes(directory.resolve(FIRST));
    content[30] ^= 1;
    Files.write(directory.resolve(FIRST), content);
    Files.delete(directory.resolve("node"));
    Segments segments = open();
    assertThat(segments.node()).isEqualTo("n1");
    assertThat(Events.read(segments, START)).containsExactly("1.1", "1.2");
    assertThat(problems).hasSize(1);
  }

  @Test
  void aDamagedNodeFileIsReportedToReaders() throws Exception {
    Events.boot(directory, 2);
    Files.writeString(directory.resolve("node"), "rubbish");
    assertThat(Events.read(open(), START)).containsExactly("1.1", "1.2");
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0)).contains("node is damaged: line 1");
  }

  @Test
  void aSegmentOfANewerVersionIsRefusedAndLeftAlone() throws Exception {
    Events.boot(directory, 2);
    byte[] newer = new SegmentHeader(2, "n1", 2, 1).line();
    Files.write(directory.resolve(SECOND), newer);
    assertThatThrownBy(this::open)
        .isInstanceOf(LogDirectoryException.class)
        .hasMessageEndingWith(
            SECOND + " is of version 2, a newer Jinx's; this one knows version 1");
    assertThat(Files.readAllBytes(directory.resolve(SECOND))).isEqualTo(newer);
  }

  @Test
  void aDirectoryInASegmentsPlaceIsReportedAndLeftAlone() throws Exception {
    Events.boot(directory, 2);
    Files.createDirectory(directory.resolve(SECOND));
    assertThat(Events.read(open(), START)).containsExactly("1.1", "1.2");
    assertThat(problems).containsExactly(SECOND + ": at byte 0: it is no regular file; left alone");
    assertThat(directory.resolve(SECOND)).isDirectory();
  }

  @Test
  void otherFilesAreNoneOfOurBusiness() throws Exception {
    Events.boot(directory, 2);
    for (String name : new String[] {"events-1-1.log", "events-0000000001-000000000001.log.gz"}) {
      Files.writeString(directory.resolve(name), "x", StandardCharsets.US_ASCII);
    }
    assertThat(Events.read(open(), START)).containsExactly("1.1", "1.2");
    assertThat(problems).isEmpty();
  }

  @Test
  void aLogThatIsNotThereIsAClearError() {
    assertThatThrownBy(() -> Segments.open(directory.resolve("x"), false, problems::add))
        .isInstanceOf(LogDirectoryException.class)
        .hasMessage("there is no log directory " + directory.resolve("x"));
  }
}
