package dev.jinx.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jinx.bootstrap.Phase;
import dev.jinx.disk.Durability;
import dev.jinx.disk.Position;
import dev.jinx.disk.Segments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A log with a directory: boots before this one, and what the window has dropped. */
@Timeout(60)
class KeptLogTest {
  private static final String LONG = "-".repeat(300);
  private static final long RETENTION = 64 << 20;

  @TempDir Path path;

  private Kept boot(long windowBytes) throws IOException {
    return new Kept(path, windowBytes, RETENTION);
  }

  private void boot(int events, String text) throws IOException {
    try (Kept kept = boot(1 << 20)) {
      kept.publish(events, text);
    }
  }

  private static List<String> concat(List<String> one, List<String> other) {
    List<String> all = new ArrayList<>(one);
    all.addAll(other);
    return all;
  }

  @Test
  void aReaderWalksEarlierBootsThenTheWindow() throws Exception {
    boot(700, LONG);
    boot(0, LONG);
    boot(3, LONG);
    try (Kept kept = boot(1 << 20)) {
      kept.publish(5, LONG);
      assertThat(kept.log.boot()).isEqualTo(4);
      assertThat(kept.log.earliest()).hasToString("n1@1.0");
      List<String> all = Kept.cursors(1, 1, 700);
      all.addAll(Kept.cursors(3, 1, 3));
      all.addAll(Kept.cursors(4, 1, 5));
      assertThat(Kept.readAll(kept.log.read(kept.log.earliest()))).isEqualTo(all);
      assertThat(Kept.readAll(kept.log.read(new Cursor("n1", 1, 699))))
          .isEqualTo(all.subList(699, all.size()));
      assertThat(Kept.readAll(kept.log.read(new Cursor("n1", 2, 0))))
          .isEqualTo(all.subList(700, all.size()));
      assertThat(kept.log.lost(kept.log.earliest())).isNull();
    }
  }

  @Test
  void whatTheWindowDroppedComesFromTheFiles() throws Exception {
    try (Kept kept = boot(8 * 1024)) {
      kept.publish(2000, LONG);
      assertThat(kept.log.first()).isGreaterThan(1900);
      LogReader reader = kept.log.read(0);
      assertThat(reader.isOnDisk()).isTrue();
      assertThat(Kept.readAll(reader)).isEqualTo(Kept.cursors(1, 1, 2000));
      assertThat(reader.isOnDisk()).isFalse();
      assertThat(kept.log.written()).hasToString("n1@1.2000");
      assertThat(kept.log.fileBytes()).isGreaterThan(2000 * 300);
    }
  }

  @Test
  void anEventFromAFileIsTheSameFrameAsFromTheWindow() throws Exception {
    String json;
    try (Kept kept = boot(1 << 20)) {
      json = Kept.json(kept.log, "a.b", Phase.PARKED, "ä \\\" ,\\\"phase\\\":\\\"gap");
      byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
      kept.log.append("a.b", Phase.PARKED, bytes, 0, bytes.length);
      Kept.append(kept.log, "", Phase.GAP, "");
      kept.log.publish();
    }
    try (Kept kept = boot(1 << 20)) {
      LogReader reader = kept.log.read(kept.log.earliest());
      assertThat(reader.gap()).isNull();
      assertThat(reader.next()).isTrue();
      assertThat(frame(reader)).isEqualTo("id: n1@1.1\ndata: " + json + "\n\n");
      assertThat(reader.json()).isEqualTo(json);
      assertThat(reader.injection()).isEqualTo("a.b");
      assertThat(reader.phase()).isEqualTo(Phase.PARKED);
      assertThat(reader.next()).isTrue();
      assertThat(frame(reader)).startsWith("event: gap\nid: n1@1.2\ndata: {\"injection\":\"\"");
      assertThat(reader.phase()).isEqualTo(Phase.GAP);
      assertThat(reader.injection()).isEmpty();
      reader.park();
      reader.moveTo(1);
      assertThat(reader.gap()).isNull();
      assertThat(reader.next()).isTrue();
      assertThat(reader.cursor()).hasToString("n1@1.2");
    }
  }

  private static String frame(LogReader reader) {
    return StandardCharsets.UTF_8.decode(reader.frame()).toString();
  }

  @Test
  void anEventIsOnDiskBeforeAnybodySeesIt() throws Exception {
    try (Kept kept = boot(4 * 1024)) {
      List<Long> onDisk = new ArrayList<>();
      kept.log.addListener(() -> onDisk.add(kept.segments.last().seq() - kept.log.last()));
      for (int i = 0; i < 100; i++) {
        // More than the window holds, before it is published.
        for (int j = 0; j < 20; j++) {
          Kept.append(kept.log, "a", Phase.HIT, LONG);
        }
        kept.log.publish();
      }
      assertThat(onDisk).hasSize(100).containsOnly(0L);
      assertThat(Kept.readAll(kept.log.read(0))).isEqualTo(Kept.cursors(1, 1, 2000));
    }
  }

  @Test
  void onlyPositionsThatTheDirectoryKnowsAreAccepted() throws Exception {
    boot(10, LONG);
    boot(0, LONG);
    try (Kept kept = boot(1 << 20)) {
      kept.publish(2, LONG);
      for (String known : List.of("n1@1.0", "n1@1.10", "n1@2.0", "n1@3.0", "n1@3.2")) {
        kept.log.check(Cursor.parse(known));
      }
      assertThatThrownBy(() -> kept.log.check(Cursor.parse("n1@1.11")))
          .hasMessage("cursor 'n1@1.11' lies in the future; the newest event is 'n1@1.10'");
      assertThatThrownBy(() -> kept.log.check(Cursor.parse("n1@2.1")))
          .hasMessage("cursor 'n1@2.1' lies in the future; the newest event is 'n1@2.0'");
      assertThatThrownBy(() -> kept.log.check(Cursor.parse("n1@4.0")))
          .hasMessage("cursor 'n1@4.0' is of boot 4 of node 'n1'; this is boot 3");
      assertThat(kept.log.resume(Cursor.parse("n1@1.11"))).hasToString("n1@1.10");
      assertThat(kept.log.resume(Cursor.parse("n1@9.11"))).hasToString("n1@1.0");
      assertThat(kept.log.resume(Cursor.parse("n2@1.11"))).hasToString("n1@1.0");
    }
  }

  @Test
  void retentionThatPassedAReaderByIsAGap() throws Exception {
    boot(10, LONG);
    try (Kept kept = new Kept(path, 8 * 1024, 1 << 20)) {
      LogReader lagging = kept.log.read(0);
      LogReader older = kept.log.read(new Cursor("n1", 1, 4));
      assertThat(lagging.gap()).isNull();
      kept.publish(10_000, LONG);
      Cursor earliest = kept.log.earliest();
      assertThat(earliest.boot()).isEqualTo(2);
      assertThat(earliest.seq()).isBetween(5_000L, 9_000L);
      assertThat(kept.log.fileBytes()).isLessThanOrEqualTo(1 << 20);
      List<String> rest = Kept.cursors(2, earliest.seq() + 1, 10_000);
      assertThat(Kept.readAll(lagging)).isEqualTo(concat(List.of("n1@2.1.." + earliest), rest));
      assertThat(Kept.readAll(older)).isEqualTo(concat(List.of("n1@1.5.." + earliest), rest));
      Gap lost = kept.log.lost(kept.at(0));
      assertThat(lost).isEqualTo(new Gap(kept.at(1), earliest));
      assertThat(lost.count()).isEqualTo(earliest.seq());
      assertThatThrownBy(() -> kept.log.check(Cursor.parse("n1@1.4")))
          .isInstanceOfSatisfying(
              CursorException.class, e -> assertThat(e.kind()).isEqualTo(CursorException.Kind.GONE))
          .hasMessage(
              "cursor 'n1@1.4' is of boot 1 of node 'n1', whose events are gone; this is boot 2,"
                  + " and the oldest event follows '"
                  + earliest
                  + "'");
      assertThat(new Gap(Cursor.parse("n1@1.5"), earliest).count()).isNull();
    }
  }

  @Test
  void aFileThatSomebodyRemovedIsAGapAtTheEndOfItsBootToo() throws Exception {
    boot(10, LONG);
    boot(7, LONG);
    boot(3, LONG);
    try (Kept kept = boot(1 << 20)) {
      kept.publish(2, LONG);
      List<Path> files = List.copyOf(kept.files().values());
      Files.delete(files.get(0));
      Files.delete(files.get(1));
      List<String> wanted =
          concat(List.of("n1@1.5..n1@1.10", "n1@2.1..n1@2.7"), Kept.cursors(3, 1, 3));
      wanted.addAll(Kept.cursors(4, 1, 2));
      assertThat(Kept.readAll(kept.log.read(new Cursor("n1", 1, 4)))).isEqualTo(wanted);
      Files.delete(files.get(2));
      assertThat(Kept.readAll(kept.log.read(new Cursor("n1", 3, 3))))
          .isEqualTo(Kept.cursors(4, 1, 2));
      assertThat(Kept.readAll(kept.log.read(new Cursor("n1", 3, 1))))
          .isEqualTo(concat(List.of("n1@3.2..n1@3.3"), Kept.cursors(4, 1, 2)));
    }
  }

  @Test
  void damageInAFileIsAGapAndWhatFollowsIsRead() throws Exception {
    Path file;
    try (Kept kept = boot(1 << 20)) {
      kept.publish(2000, LONG);
      file = kept.files().firstEntry().getValue();
    }
    byte[] bytes = Files.readAllBytes(file);
    int at = new String(bytes, StandardCharsets.US_ASCII).indexOf("\"seq\":1000,");
    bytes[at + 20]++;
    Files.write(file, bytes);
    List<String> problems = new ArrayList<>();
    Segments segments = Segments.open(path, true, problems::add);
    assertThat(problems).hasSize(1);
    EventLog log = new EventLog("n1", 2, 1 << 20, segments, null);
    List<String> all = Kept.cursors(1, 1, 999);
    all.add("n1@1.1000..n1@1.1000");
    all.addAll(Kept.cursors(1, 1001, 2000));
    assertThat(Kept.readAll(log.read(log.earliest()))).isEqualTo(all);
    assertThat(log.lost(log.earliest())).isEqualTo(new Gap(at(1000), at(1000)));
    assertThat(log.lost(at(1000))).isNull();
  }

  @Test
  void aDamagedEndOfABootIsAGapOfUnknownLength() throws Exception {
    boot(200, LONG);
    boot(5, LONG);
    Path file;
    try (Kept kept = boot(1 << 20)) {
      file = kept.files().firstEntry().getValue();
    }
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 20]++;
    Files.write(file, bytes);
    List<String> problems = new ArrayList<>();
    EventLog log = new EventLog("n1", 4, 1 << 20, Segments.open(path, true, problems::add), null);
    assertThat(problems).hasSize(1);
    List<String> all = Kept.cursors(1, 1, 199);
    all.add("n1@1.200..n1@2.0");
    all.addAll(Kept.cursors(2, 1, 5));
    assertThat(Kept.readAll(log.read(log.earliest()))).isEqualTo(all);
    Gap lost = log.lost(log.earliest());
    assertThat(lost).isEqualTo(new Gap(at(200), Cursor.parse("n1@2.0")));
    assertThat(lost.count()).isNull();
    log.check(lost.to());
    assertThat(log.lost(lost.to())).isNull();
  }

  @Test
  void aLogIsClosedWithEverythingOnDisk() throws Exception {
    try (Kept kept = boot(1 << 20)) {
      Kept.append(kept.log, "a", Phase.HIT, "");
      kept.log.publish();
      Kept.append(kept.log, "a", Phase.HIT, "");
      assertThat(kept.log.close()).isTrue();
      Kept.append(kept.log, "a", Phase.HIT, "");
      kept.log.publish();
      assertThat(kept.segments.last()).isEqualTo(new Position(1, 2));
      assertThat(kept.log.last()).isEqualTo(3);
    }
  }

  private static Cursor at(long seq) {
    return new Cursor("n1", 1, seq);
  }

  @Test
  void withoutWritingEarlierBootsAreReadAndThisOneStaysInMemory() throws Exception {
    boot(10, LONG);
    try (Kept kept = new Kept(path, 8 * 1024, RETENTION, Durability.MEMORY)) {
      LogReader reader = kept.log.read(new Cursor("n1", 1, 8));
      kept.publish(1000, LONG);
      Cursor before = kept.at(kept.log.first() - 1);
      List<String> wanted = Kept.cursors(1, 9, 10);
      wanted.add("n1@2.1.." + before);
      wanted.addAll(Kept.cursors(2, kept.log.first(), 1000));
      assertThat(Kept.readAll(reader)).isEqualTo(wanted);
      assertThat(kept.log.last()).isEqualTo(1000);
      assertThat(kept.segments.last()).isEqualTo(new Position(1, 10));
    }
  }

  @Test
  void readersBesideTheWriterGetEverythingOnceThoughTheWindowIsSmall() throws Exception {
    boot(1000, LONG);
    int events = 30_000;
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (Kept kept = boot(64 * 1024)) {
      Callable<List<String>> read =
          () -> {
            List<String> all = new ArrayList<>();
            LogReader reader = kept.log.read(new Cursor("n1", 1, 0));
            while (reader.boot() < 2 || reader.position() < events) {
              all.addAll(Kept.readAll(reader));
            }
            return all;
          };
      List<Future<List<String>>> readers = List.of(threads.submit(read), threads.submit(read));
      for (int i = 1; i <= events; i++) {
        Kept.append(kept.log, "a", Phase.HIT, "x");
        if (i % 17 == 0 || i == events) {
          kept.log.publish();
        }
      }
      List<String> all = concat(Kept.cursors(1, 1, 1000), Kept.cursors(2, 1, events));
      for (Future<List<String>> reader : readers) {
        assertThat(reader.get()).isEqualTo(all);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
