package dev.jinx.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.bootstrap.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that takes nothing for a while: here its directory is gone, then back. */
@Timeout(60)
class FailingDiskTest {
  private static final String LONG = "-".repeat(300);

  @TempDir Path temp;
  private Path path;
  private Path away;

  @BeforeEach
  void directories() {
    path = temp.resolve("log");
    away = temp.resolve("away");
  }

  private Kept boot() throws IOException {
    return new Kept(path, 8 * 1024, 64 << 20);
  }

  /** As the scribe does, with news or without. */
  private static void publishUntilWritten(Kept kept) {
    while (kept.log.problem() != null) {
      kept.log.publish();
      Thread.onSpinWait();
    }
  }

  private static List<DiskNews> news(Kept kept) {
    List<DiskNews> all = new ArrayList<>();
    for (DiskNews one = kept.log.takeNews(); one != null; one = kept.log.takeNews()) {
      all.add(one);
    }
    return all;
  }

  @Test
  void theWindowGoesOnAndWhatItHoldsIsWrittenLater() throws Exception {
    try (Kept kept = boot()) {
      LogReader live = kept.log.read(0);
      Files.move(path, away);
      kept.publish(10, "");
      assertThat(Kept.readAll(live)).isEqualTo(Kept.cursors(1, 1, 10));
      assertThat(kept.log.problem()).contains("No such file");
      assertThat(kept.log.written()).hasToString("n1@1.0");
      assertThat(kept.log.last()).isEqualTo(10);
      assertThat(news(kept))
          .singleElement()
          .satisfies(
              one -> {
                assertThat(one.lost()).isNull();
                assertThat(one.reason()).contains("No such file").doesNotContain("\n");
              });
      kept.publish(5, "");
      assertThat(news(kept)).isEmpty();

      Files.move(away, path);
      publishUntilWritten(kept);
      assertThat(news(kept)).isEmpty();
      assertThat(kept.log.written()).hasToString("n1@1.15");
      kept.publish(5, "");
      assertThat(kept.log.written()).hasToString("n1@1.20");
    }
    try (Kept kept = boot()) {
      assertThat(Kept.readAll(kept.log.read(kept.log.earliest())))
          .isEqualTo(Kept.cursors(1, 1, 20));
    }
  }

  @Test
  void whatTheWindowDroppedMeanwhileIsAHoleAndToldOnce() throws Exception {
    List<String> wanted;
    try (Kept kept = boot()) {
      kept.publish(1, "");
      Files.move(path, away);
      // The open file still takes what fits in its segment.
      while (kept.log.problem() == null) {
        kept.publish(100, LONG.repeat(100));
      }
      long last = kept.log.last();
      kept.publish(100, LONG);
      Files.move(away, path);
      publishUntilWritten(kept);
      List<DiskNews> news = news(kept);
      assertThat(news).hasSize(2);
      assertThat(news.get(0).lost()).isNull();
      Gap lost = news.get(1).lost();
      assertThat(lost).isNotNull();
      assertThat(lost.from().seq()).isLessThanOrEqualTo(last);
      assertThat(lost.to().seq()).isBetween(last, last + 99);

      kept.publish(1000, LONG);
      wanted = Kept.cursors(1, 1, lost.from().seq() - 1);
      wanted.add(lost.from() + ".." + lost.to());
      wanted.addAll(Kept.cursors(1, lost.to().seq() + 1, last + 1100));
      assertThat(Kept.readAll(kept.log.read(0))).isEqualTo(wanted);
      assertThat(kept.log.lost(kept.at(0))).isEqualTo(lost);
      assertThat(kept.log.lost(lost.to())).isNull();
      assertThat(news(kept)).isEmpty();
    }
    try (Kept kept = boot()) {
      assertThat(Kept.readAll(kept.log.read(kept.log.earliest()))).isEqualTo(wanted);
    }
  }

  @Test
  void aReaderBehindTheWindowIsToldOfTheHoleWhileTheDiskStillFails() throws Exception {
    try (Kept kept = boot()) {
      Files.move(path, away);
      kept.publish(500, LONG);
      Cursor before = kept.at(kept.log.first() - 1);
      List<String> wanted = new ArrayList<>(List.of("n1@1.1.." + before));
      wanted.addAll(Kept.cursors(1, kept.log.first(), 500));
      assertThat(Kept.readAll(kept.log.read(0))).isEqualTo(wanted);
      assertThat(kept.log.earliest()).isEqualTo(before);
      Files.move(away, path);
    }
  }

  @Test
  void aLogThatIsClosedWhileTheDiskFailsSaysSo() throws Exception {
    try (Kept kept = boot()) {
      Files.move(path, away);
      kept.publish(1, "");
      assertThat(kept.log.close()).isFalse();
      Files.move(away, path);
    }
    try (Kept kept = boot()) {
      Files.move(path, away);
      kept.publish(1, "");
      Files.move(away, path);
      assertThat(kept.log.close()).isTrue();
    }
  }

  @Test
  void eachTimeThatItFailsIsTold() throws Exception {
    try (Kept kept = boot()) {
      for (int i = 0; i < 2; i++) {
        Files.move(path, away);
        while (kept.log.problem() == null) {
          Kept.append(kept.log, "a", Phase.HIT, LONG.repeat(1000));
          kept.log.publish();
        }
        assertThat(news(kept).get(0).lost()).isNull();
        Files.move(away, path);
        publishUntilWritten(kept);
      }
    }
  }
}
