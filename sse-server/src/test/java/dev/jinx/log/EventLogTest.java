package dev.jinx.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jinx.bootstrap.Phase;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class EventLogTest {
  private final EventLog log = new EventLog("n1", 4, 1 << 20, null, null);

  static void append(EventLog log, String injection, Phase phase, String json) {
    byte[] bytes = ("xx" + json + "yy").getBytes(StandardCharsets.UTF_8);
    log.append(injection, phase, bytes, 2, bytes.length - 4);
  }

  private static Cursor at(long seq) {
    return new Cursor("n1", 4, seq);
  }

  private static String frame(LogReader reader) {
    return StandardCharsets.UTF_8.decode(reader.frame()).toString();
  }

  @Test
  void anEventIsSeenOnlyOncePublished() {
    assertThat(log.next()).isEqualTo(1);
    append(log, "a", Phase.HIT, "{\"x\":1}");
    LogReader reader = log.read(0);
    assertThat(log.last()).isZero();
    assertThat(reader.next()).isFalse();
    log.publish();
    assertThat(log.last()).isEqualTo(1);
    assertThat(reader.next()).isTrue();
    assertThat(reader.next()).isFalse();
  }

  @Test
  void anEventIsKeptAsItsFrame() {
    append(log, "a", Phase.PARKED, "{\"x\":\"ä\"}");
    log.publish();
    LogReader reader = log.read(0);
    assertThat(reader.next()).isTrue();
    assertThat(frame(reader)).isEqualTo("id: n1@4.1\ndata: {\"x\":\"ä\"}\n\n");
    assertThat(reader.json()).isEqualTo("{\"x\":\"ä\"}");
    assertThat(StandardCharsets.UTF_8.decode(reader.jsonBytes()).toString())
        .isEqualTo("{\"x\":\"ä\"}");
    assertThat(reader.injection()).isEqualTo("a");
    assertThat(reader.phase()).isEqualTo(Phase.PARKED);
    assertThat(reader.cursor()).hasToString("n1@4.1");
  }

  @Test
  void aGapInTheLogIsNamedAsSuchInItsFrame() {
    append(log, "", Phase.GAP, "{}");
    log.publish();
    LogReader reader = log.read(0);
    assertThat(reader.next()).isTrue();
    assertThat(frame(reader)).isEqualTo("event: gap\nid: n1@4.1\ndata: {}\n\n");
    assertThat(reader.json()).isEqualTo("{}");
  }

  @Test
  void manyBlocksAreWalkedInOrderWithoutHoles() {
    for (int i = 1; i <= 3000; i++) {
      append(log, "p" + i % 3, Phase.HIT, "{\"i\":" + i + "}");
    }
    log.publish();
    LogReader reader = log.read(0);
    for (int i = 1; i <= 3000; i++) {
      assertThat(reader.next()).isTrue();
      assertThat(reader.position()).isEqualTo(i);
      assertThat(frame(reader)).isEqualTo("id: n1@4." + i + "\ndata: {\"i\":" + i + "}\n\n");
    }
    assertThat(log.read(1777).next()).isTrue();
  }

  @Test
  void theWindowDropsTheOldestAndTellsWhatIsLost() {
    EventLog small = new EventLog("n1", 4, 8 * 1024, null, null);
    LogReader slow = small.read(0);
    for (int i = 0; i < 1000; i++) {
      append(small, "a", Phase.HIT, "{\"text\":\"" + "-".repeat(100) + "\"}");
      small.publish();
    }
    assertThat(small.first()).isBetween(900L, 999L);
    assertThat(slow.next()).isFalse();
    Gap gap = slow.gap();
    assertThat(gap).isEqualTo(new Gap(at(1), at(small.first() - 1)));
    assertThat(gap.count()).isEqualTo(small.first() - 1);
    assertThat(small.lost(at(0))).isEqualTo(gap);
    assertThat(small.earliest()).isEqualTo(gap.to());
    slow.skip(gap);
    assertThat(slow.gap()).isNull();
    assertThat(slow.next()).isTrue();
    assertThat(slow.position()).isEqualTo(gap.to().seq() + 1);
  }

  @Test
  void anEventLargerThanABlockIsKept() {
    EventLog small = new EventLog("n1", 4, 8 * 1024, null, null);
    append(small, "a", Phase.HIT, "{}");
    append(small, "a", Phase.HIT, "[" + "1,".repeat(20_000) + "1]");
    append(small, "a", Phase.HIT, "{}");
    small.publish();
    LogReader reader = small.read(small.first() - 1);
    List<Integer> lengths = new ArrayList<>();
    while (reader.next()) {
      lengths.add(reader.jsonLength());
    }
    assertThat(lengths).endsWith(2);
    assertThat(small.last()).isEqualTo(3);
  }

  @Test
  void readersBesideTheWriterSeeEveryEventOnceOrAGap() throws Exception {
    EventLog busy = new EventLog("n1", 4, 64 * 1024, null, null);
    int events = 200_000;
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Callable<Long> read =
          () -> {
            LogReader reader = busy.read(0);
            ByteBuffer target = ByteBuffer.allocate(1024);
            long expected = 1;
            while (reader.position() < events) {
              Gap gap = reader.gap();
              if (gap != null) {
                assertThat(gap.from()).isEqualTo(at(expected));
                reader.skip(gap);
                expected = gap.to().seq() + 1;
              }
              if (reader.next()) {
                assertThat(reader.position()).isEqualTo(expected);
                target.clear();
                reader.copyFrame(target);
                String frame = new String(target.array(), 0, target.position(), "US-ASCII");
                assertThat(frame)
                    .isEqualTo("id: n1@4." + expected + "\ndata: " + expected + "\n\n");
                expected++;
              }
            }
            return reader.position();
          };
      List<Future<Long>> readers = List.of(threads.submit(read), threads.submit(read));
      for (int i = 1; i <= events; i++) {
        append(busy, "a", Phase.HIT, Integer.toString(i));
        if (i % 7 == 0 || i == events) {
          busy.publish();
        }
      }
      for (Future<Long> reader : readers) {
        assertThat(reader.get()).isEqualTo(events);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void listenersAreToldAfterAPublicationOnly() {
    List<Long> told = new ArrayList<>();
    Runnable listener = () -> told.add(log.last());
    log.addListener(listener);
    log.publish();
    append(log, "a", Phase.HIT, "{}");
    append(log, "a", Phase.HIT, "{}");
    log.publish();
    log.removeListener(listener);
    append(log, "a", Phase.HIT, "{}");
    log.publish();
    assertThat(told).containsExactly(2L);
  }

  @Test
  void onlyAPositionOfThisLifeIsAccepted() throws Exception {
    append(log, "a", Phase.HIT, "{}");
    log.publish();
    log.check(Cursor.parse("n1@4.1"));
    log.check(Cursor.parse("n1@4.0"));
    assertThatThrownBy(() -> log.check(Cursor.parse("n2@4.1")))
        .hasMessage("cursor 'n2@4.1' is of node 'n2'; this node is 'n1'");
    assertThatThrownBy(() -> log.check(Cursor.parse("n1@3.1")))
        .hasMessage("cursor 'n1@3.1' is of boot 3 of node 'n1'; this is boot 4");
    assertThatThrownBy(() -> log.check(Cursor.parse("n1@4.2")))
        .hasMessage("cursor 'n1@4.2' lies in the future; the newest event is 'n1@4.1'");
  }

  @Test
  void aWindowThatCannotGrowForgetsNothing() {
    boolean[] fails = new boolean[1];
    Window window =
        new Window(
            "n1",
            4,
            8 * 1024,
            upTo -> {
              if (fails[0]) {
                throw new OutOfMemoryError("wanted by the test");
              }
            });
    byte[] large = new byte[20 * 1024];
    while (window.blocks().length < 8) {
      window.append("a", Phase.HIT, large, 0, 100);
    }
    fails[0] = true;
    assertThatThrownBy(() -> window.append("a", Phase.HIT, large, 0, large.length))
        .isInstanceOf(OutOfMemoryError.class);
    fails[0] = false;
    assertThat(window.blocks()).hasSize(8);
    long first = window.blocks()[1].firstSeq;
    while (window.blocks()[0].firstSeq == 1) {
      window.append("a", Phase.HIT, large, 0, 100);
    }
    assertThat(window.first()).as("one block goes for one that comes").isEqualTo(first);
  }

  @Test
  void anEventThatFindsNoMemoryTakesNoNumber() {
    // Larger than any array may be.
    int length = Integer.MAX_VALUE - Block.overhead(Phase.HIT) - "n1@4.1".length();
    assertThatThrownBy(() -> log.append("a", Phase.HIT, new byte[0], 0, length))
        .isInstanceOf(OutOfMemoryError.class);
    append(log, "b", Phase.HIT, "{}");
    log.publish();
    assertThat(log.last()).isEqualTo(1);
    LogReader reader = log.read(0);
    assertThat(reader.next()).isTrue();
    assertThat(frame(reader)).isEqualTo("id: n1@4.1\ndata: {}\n\n");
  }
}
