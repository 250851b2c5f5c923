package dev.jinx.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentsTest {
  private static final Position START = new Position(0, 0);

  @TempDir Path directory;

  @Test
  void whatWasCommittedIsReadInOrderAcrossBoots() throws Exception {
    Events.boot(directory, 3);
    Events.boot(directory, 2);
    Segments segments = Events.opened(directory);
    assertThat(Events.read(segments, START)).containsExactly("1.1", "1.2", "1.3", "2.1", "2.2");
    assertThat(Events.read(segments, new Position(1, 2))).containsExactly("1.3", "2.1", "2.2");
    assertThat(segments.node()).isEqualTo("n1");
    assertThat(segments.first()).isEqualTo(new Position(1, 0));
    assertThat(segments.last()).isEqualTo(new Position(2, 2));
    assertThat(segments.lastSeq(1)).isEqualTo(3);
    assertThat(segments.lastSeq(7)).isZero();
  }

  @Test
  void readersSeeWhatIsCommittedAndNothingThatIsNot() throws Exception {
    try (LogDirectory log = LogDirectory.open(directory, "n1", "x")) {
      Segments segments = Events.opened(directory);
      assertThat(segments.isEmpty()).isTrue();
      assertThat(segments.read(null, 1000)).isNull();
      try (SegmentWriter writer = SegmentWriter.open(log, segments, Durability.OS, 1 << 20)) {
        Events.append(writer, "n1", 1, 1);
        Events.append(writer, "n1", 1, 2);
        assertThat(segments.isEmpty()).isTrue();
        writer.commit();
        Events.append(writer, "n1", 1, 3);
        assertThat(Events.read(segments, START)).containsExactly("1.1", "1.2");
        writer.commit();
        assertThat(Events.read(segments, START)).containsExactly("1.1", "1.2", "1.3");
        assertThat(writer.committed()).isEqualTo(3);
      }
    }
  }

  @Test
  void aBatchHoldsWholeEventsUpToItsSizeAndAtLeastOne() throws Exception {
    Events.boot(directory, 10);
    Segments segments = Events.opened(directory);
    Batch one = segments.read(START, 1);
    assertThat(one.count()).isEqualTo(1);
    assertThat(Events.text(one.bytes(), one.offset(0), one.length(0)))
        .isEqualTo(Events.json("n1", 1, 1));
    Batch more = segments.read(one.end(), 4 * (one.length(0) + 24));
    assertThat(more.firstSeq()).isEqualTo(2);
    assertThat(more.count()).isBetween(3, 4);
    assertThat(segments.read(more.end(), 1 << 20).lastSeq()).isEqualTo(10);
    assertThat(segments.read(new Position(1, 10), 1 << 20)).isNull();
  }

  @Test
  void readingOnInSmallBatchesFromAnyPositionMissesAndRepeatsNothing() throws Exception {
    Events.boot(directory, 700);
    Segments segments = Events.opened(directory);
    for (int start = 0; start < 700; start += 97) {
      List<String> ids = new ArrayList<>();
      Batch batch = segments.read(new Position(1, start), 3000);
      while (batch != null) {
        for (int i = 0; i < batch.count(); i++) {
          assertThat(EventKeys.seq(batch.bytes(), batch.offset(i), batch.length(i)))
              .isEqualTo(batch.firstSeq() + i);
          ids.add("1." + (batch.firstSeq() + i));
        }
        batch = segments.read(batch.end(), 3000);
      }
      assertThat(ids).isEqualTo(Events.ids(1, start + 1, 700));
    }
  }

  @Test
  void aJumpInTheNumbersIsAHoleBeforeAndAfterReopening() throws Exception {
    try (LogDirectory log = LogDirectory.open(directory, "n1", "x")) {
      Segments segments = Events.opened(directory);
      try (SegmentWriter writer = SegmentWriter.open(log, segments, Durability.OS, 1 << 20)) {
        for (long seq : new long[] {3, 4, 8, 9, 20}) {
          Events.append(writer, "n1", 1, seq);
        }
        writer.commit();
        Events.append(writer, "n1", 1, 31);
        writer.commit();
      }
      for (Segments each : List.of(segments, Events.opened(directory))) {
        assertThat(Events.read(each, new Position(1, 0)))
            .containsExactly(
                "hole 1.1-2",
                "1.3",
                "1.4",
                "hole 1.5-7",
                "1.8",
                "1.9",
                "hole 1.10-19",
                "1.20",
                "hole 1.21-30",
                "1.31");
        assertThat(each.holes(new Position(1, 5)))
            .containsExactly(new Hole(1, 6, 7), new Hole(1, 10, 19), new Hole(1, 21, 30));
        assertThat(each.holes(new Position(1, 20))).containsExactly(new Hole(1, 21, 30));
        assertThat(each.holes(new Position(1, 30))).isEmpty();
        assertThat(each.holes(new Position(1, 31))).isEmpty();
      }
    }
  }

  @Test
  void onlyPositionsOfTheLogAreKnown() throws Exception {
    Events.boot(directory, 3);
    Events.boot(directory, 0);
    Events.boot(directory, 2);
    Segments segments = Events.opened(directory);
    assertThat(segments.knows(new Position(1, 0))).isTrue();
    assertThat(segments.knows(new Position(1, 3))).isTrue();
    assertThat(segments.knows(new Position(1, 4))).isFalse();
    assertThat(segments.knows(new Position(2, 0))).as("a boot without events").isTrue();
    assertThat(segments.knows(new Position(2, 1))).isFalse();
    assertThat(segments.knows(new Position(3, 2))).isTrue();
    assertThat(segments.knows(new Position(4, 0))).as("not begun").isFalse();
    assertThat(segments.holes(new Position(1, 1))).isEmpty();
    assertThat(segments.holes(new Position(2, 0))).isEmpty();
  }

  @Test
  void whatIsRemovedAfterTheOpeningIsAHoleAtTheEndOfABootAndOfTheLogToo() throws Exception {
    Events.boot(directory, 5);
    Events.boot(directory, 3);
    Events.boot(directory, 4);
    Events.boot(directory, 2);
    Segments segments = Segments.open(directory, false, problem -> {});
    List<Path> files = Events.files(directory, "events-");
    Files.delete(files.get(1));
    assertThat(Events.read(segments, new Position(1, 4)))
        .containsExactly("1.5", "hole 2.1-3", "3.1", "3.2", "3.3", "3.4", "4.1", "4.2");
    Files.delete(files.get(0));
    assertThat(Events.read(segments, new Position(1, 4)))
        .startsWith("hole 1.5-5", "hole 2.1-3", "3.1");
    Files.delete(files.get(3));
    EventReader reader = new EventReader(segments, new Position(3, 3));
    assertThat(reader.next()).isTrue();
    assertThat(reader.position()).isEqualTo(new Position(3, 4));
    assertThat(reader.next()).isTrue();
    assertThat(reader.hole()).isEqualTo(new Hole(4, 1, 2));
    assertThat(reader.position()).isEqualTo(new Position(4, 2));
    assertThat(reader.next()).isFalse();
    assertThat(reader.next()).isFalse();
  }

  @Test
  void theFilesAreWhatTheDocumentationSays() throws Exception {
    Events.boot(directory, 1);
    Path segment = directory.resolve("events-0000000001-000000000001.log");
    List<String> lines = Files.readAllLines(segment);
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0).substring(18))
        .isEqualTo("{\"log\":\"jinx\",\"version\":1,\"node\":\"n1\",\"boot\":1,\"first\":1}");
    String json = Events.json("n1", 1, 1);
    CRC32C crc = new CRC32C();
    crc.update(json.getBytes(StandardCharsets.UTF_8));
    assertThat(lines.get(1))
        .isEqualTo(String.format("%08x %08x %s", json.length(), crc.getValue(), json));
    assertThat(Files.readString(directory.resolve("node")))
        .isEqualTo("jinx-event-log 1\nnode n1\nboot 1\n");
  }

  @Test
  void anOlderBootGoesOnBehindItsLastEvent() throws Exception {
    Events.boot(directory, 3);
    try (LogDirectory log = LogDirectory.open(directory, null, "n1")) {
      Segments segments = Events.opened(directory);
      try (SegmentWriter late = SegmentWriter.open(log, 1, segments, Durability.OS, 1 << 20)) {
        assertThat(late.appended()).isEqualTo(3);
        Events.append(late, "n1", 1, 4);
        late.commit();
      }
      try (SegmentWriter writer = SegmentWriter.open(log, segments, Durability.OS, 1 << 20)) {
        Events.append(writer, "n1", 2, 1);
        writer.commit();
      }
      assertThat(Events.read(segments, START)).containsExactly("1.1", "1.2", "1.3", "1.4", "2.1");
    }
  }
}
