package dev.jinx.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentWriterTest {
  private static final Position START = new Position(0, 0);
  private static final long KIB = 1024;

  @TempDir(factory = InMemory.class)
  Path directory;

  private LogDirectory log;
  private Segments segments;

  @BeforeEach
  void open() throws Exception {
    log = LogDirectory.open(directory, "n1", "n1");
    segments = Events.opened(directory);
  }

  @AfterEach
  void close() throws Exception {
    log.close();
  }

  private SegmentWriter writer(long retention) {
    return SegmentWriter.open(log, segments, Durability.OS, retention);
  }

  private static void write(SegmentWriter writer, long from, long to, int each) throws Exception {
    for (long seq = from; seq <= to; seq++) {
      Events.append(writer, "n1", 1, seq);
      if (seq % each == 0) {
        writer.commit();
      }
    }
    writer.commit();
  }

  private long filesBytes() throws Exception {
    long bytes = 0;
    for (Path file : Events.files(directory, "events-")) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  @Test
  void aSegmentTakesAnEighthOfTheRetentionAndNoLineIsSplit() throws Exception {
    try (SegmentWriter writer = writer(8000 * KIB)) {
      write(writer, 1, 12_000, 100);
    }
    List<Path> files = Events.files(directory, "events-");
    assertThat(files).hasSizeBetween(5, 7);
    for (Path file : files) {
      assertThat(Files.size(file)).isLessThanOrEqualTo(1000 * KIB);
    }
    assertThat(Events.read(segments, START)).isEqualTo(Events.ids(1, 1, 12_000));
    assertThat(Events.read(Events.opened(directory), START)).isEqualTo(Events.ids(1, 1, 12_000));
    assertThat(segments.bytes()).isEqualTo(filesBytes());
  }

  @Test
  void aBurstInOneCommitIsSpreadOverSegmentsToo() throws Exception {
    try (SegmentWriter writer = writer(8000 * KIB)) {
      write(writer, 1, 12_000, 100_000);
      assertThat(writer.pendingBytes()).isZero();
    }
    for (Path file : Events.files(directory, "events-")) {
      assertThat(Files.size(file)).isLessThanOrEqualTo(1000 * KIB);
    }
    assertThat(Events.read(Events.opened(directory), START)).isEqualTo(Events.ids(1, 1, 12_000));
  }

  @Test
  void theOldestSegmentsGoSoThatTheRestKeepsToTheRetention() throws Exception {
    try (SegmentWriter writer = writer(2048 * KIB)) {
      for (long seq = 1; seq <= 20_000; seq += 100) {
        write(writer, seq, seq + 99, 10);
        assertThat(filesBytes()).isLessThanOrEqualTo(2048 * KIB);
      }
    }
    Position first = segments.first();
    assertThat(first.seq()).isGreaterThan(10_000);
    assertThat(Events.read(segments, first)).isEqualTo(Events.ids(1, first.seq() + 1, 20_000));
    assertThat(segments.holes(first)).isEmpty();
    assertThat(segments.holes(new Position(1, first.seq() - 1))).hasSize(1);
    assertThat(Events.read(segments, new Position(1, 5)).get(0))
        .isEqualTo("hole 1.6-" + first.seq());
    Segments again = Events.opened(directory);
    assertThat(again.first()).isEqualTo(first);
    assertThat(Events.read(again, first)).hasSize((int) (20_000 - first.seq()));
  }

  @Test
  void olderBootsCountAndGoFirst() throws Exception {
    try (SegmentWriter writer = writer(64 * KIB * KIB)) {
      write(writer, 1, 3000, 1000);
    }
    log.close();
    log = LogDirectory.open(directory, null, "n1");
    segments = Events.opened(directory);
    try (SegmentWriter writer = writer(1024 * KIB)) {
      Events.append(writer, "n1", 2, 1);
      writer.commit();
    }
    assertThat(segments.first()).isEqualTo(new Position(2, 0));
    assertThat(Events.files(directory, "events-")).hasSize(1);
    assertThat(Events.read(segments, new Position(1, 7))).containsExactly("hole 1.8-?", "2.1");
    assertThat(segments.knows(new Position(1, 7))).isFalse();
  }

  @Test
  void theNewestSegmentStaysHoweverSmallTheRetention() throws Exception {
    try (SegmentWriter writer = writer(0)) {
      write(writer, 1, 300, 1);
    }
    assertThat(Events.read(segments, START)).isEqualTo(Events.ids(1, 1, 300));
  }

  @Test
  void anEventLargerThanASegmentIsTaken() throws Exception {
    byte[] json = Events.json("n1", 1, 2, "x".repeat(1_000_000)).getBytes(StandardCharsets.UTF_8);
    try (SegmentWriter writer = writer(2048 * KIB)) {
      Events.append(writer, "n1", 1, 1);
      writer.append(2, json, 0, json.length);
      Events.append(writer, "n1", 1, 3);
      writer.commit();
    }
    Segments again = Events.opened(directory);
    Batch batch = again.read(new Position(1, 1), 100);
    assertThat(batch.firstSeq()).isEqualTo(2);
    assertThat(batch.count()).isEqualTo(1);
    assertThat(Events.text(batch.bytes(), batch.offset(0), batch.length(0)))
        .isEqualTo(new String(json, StandardCharsets.UTF_8));
    assertThat(again.read(new Position(1, 2), 100).firstSeq()).isEqualTo(3);
  }

  @Test
  void numbersOnlyRise() throws Exception {
    try (SegmentWriter writer = writer(2048 * KIB)) {
      Events.append(writer, "n1", 1, 5);
      assertThatThrownBy(() -> Events.append(writer, "n1", 1, 5))
          .isInstanceOf(IllegalArgumentException.class);
      writer.commit();
      assertThatThrownBy(() -> Events.append(writer, "n1", 1, 4))
          .isInstanceOf(IllegalArgumentException.class);
      Events.append(writer, "n1", 1, 6);
      writer.discard();
      assertThat(writer.appended()).isEqualTo(5);
      Events.append(writer, "n1", 1, 9);
      writer.commit();
    }
    assertThat(Events.read(segments, new Position(1, 4)))
        .containsExactly("1.5", "hole 1.6-8", "1.9");
  }

  @Test
  void anInterruptedThreadCommitsAndReadsLikeAnyOther() throws Exception {
    try (SegmentWriter writer = SegmentWriter.open(log, segments, Durability.FSYNC, 2048 * KIB)) {
      Thread.currentThread().interrupt();
      write(writer, 1, 3000, 500);
      assertThat(Events.read(segments, START)).isEqualTo(Events.ids(1, 1, 3000));
      assertThat(Thread.interrupted()).as("the mark is left alone").isTrue();
    }
  }

  @Test
  void aSegmentThatCannotBeRemovedIsToldOnceAndStays() throws Exception {
    List<String> problems = new ArrayList<>();
    segments = Segments.open(directory, true, problems::add);
    try (SegmentWriter writer = writer(1024 * KIB)) {
      write(writer, 1, 10, 10);
      Path first = Events.files(directory, "events-").get(0);
      Files.delete(first);
      Files.createDirectories(first.resolve("somebody's"));
      write(writer, 11, 9000, 10);
      assertThat(problems).containsExactly("cannot remove " + first.getFileName() + ": " + first);
    }
  }

  @Test
  void aCommitOfNothingMakesNoFile() throws Exception {
    try (SegmentWriter writer = writer(1024 * KIB)) {
      writer.commit();
    }
    assertThat(Events.files(directory, "events-")).isEmpty();
  }
}
