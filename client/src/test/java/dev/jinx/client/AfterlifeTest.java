package dev.jinx.client;

import static dev.jinx.client.testing.Wire.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jinx.client.checkpoint.FileCheckpointStore;
import dev.jinx.client.http.Address;
import dev.jinx.client.sse.Loss;
import dev.jinx.client.sse.Reconnect;
import dev.jinx.client.testing.RawServer;
import dev.jinx.client.testing.TestAgent;
import dev.jinx.client.testing.TestLog;
import dev.jinx.client.testing.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A JVM that died leaves what nobody had read in its log directory. */
@Timeout(60)
class AfterlifeTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SOON = Duration.ofMillis(50);

  @TempDir private Path directory;
  private TestAgent agent;

  @BeforeEach
  void start() throws IOException {
    agent = new TestAgent("commit", "send");
  }

  @AfterEach
  void stop() {
    agent.close();
  }

  private Api api() {
    Settings settings = Settings.of(Address.parse(agent.address()), null);
    return new Api(settings.withDeadAfter(SOON).withLogDirectory(directory));
  }

  private static List<String> untilDeath(EventStream events) {
    List<String> given = new ArrayList<>();
    assertThatThrownBy(
            () -> events.forEachRemaining(event -> given.add(event.phase() + " " + event.cursor())))
        .isInstanceOf(JvmDiedException.class);
    return given;
  }

  @Test
  void aStreamGivesAllThatHappenedBeforeItSaysThatTheJvmDied() throws Exception {
    try (EventStream events = EventStream.open(api(), EventFilter.ALL)) {
      agent.publish("commit", "hit", 1, 1);
      assertThat(events.next().cursor()).hasToString("n1@4.1");
      TestLog.write(directory, "n1", 4, 1, 2, 3);
      agent.kill();
      assertThat(untilDeath(events)).containsExactly("HIT n1@4.2", "HIT n1@4.3");
      assertThat(events.cursor()).hasToString("n1@4.3");
      assertThat(untilDeath(events)).as("once").isEmpty();
    }
  }

  @Test
  void aStreamThatWasMadeTooLateStillGivesIt() throws Exception {
    TestLog.write(directory, "n1", 4, 1, 2);
    agent.kill();
    try (EventStream events = EventStream.open(api(), EventFilter.ALL.sinceEarliest())) {
      assertThat(untilDeath(events)).containsExactly("HIT n1@4.1", "HIT n1@4.2");
    }
  }

  @Test
  void aFilterHoldsInTheDirectoryToo() throws Exception {
    TestLog.write(directory, "n1", 4, 1, 2);
    agent.kill();
    EventFilter none = EventFilter.ALL.sinceEarliest().injection("send");
    try (EventStream events = EventStream.open(api(), none)) {
      assertThat(untilDeath(events)).isEmpty();
      assertThat(events.cursor()).as("and moves on").hasToString("n1@4.2");
    }
  }

  @Test
  void whatIsMissingInTheDirectoryIsTold() throws Exception {
    TestLog.write(directory, "n1", 4, 1, 2, 7);
    agent.kill();
    try (EventStream events = EventStream.open(api(), EventFilter.ALL.sinceEarliest())) {
      assertThat(untilDeath(events))
          .containsExactly("HIT n1@4.1", "HIT n1@4.2", "GAP n1@4.6", "HIT n1@4.7");
    }
  }

  @Test
  void aPositionOfALifeThatTheDirectoryDoesNotKnowIsAGap() throws Exception {
    TestLog.write(directory, "n1", 4, 1);
    agent.kill();
    EventFilter lost = EventFilter.ALL.since(Cursor.parse("n1@2.50"));
    try (EventStream events = EventStream.open(api(), lost)) {
      assertThat(untilDeath(events)).containsExactly("GAP n1@2.50", "HIT n1@4.1");
    }
  }

  @Test
  void aLifeOfWhichMoreWasSeenThanTheDirectoryHasIsAGapToo() throws Exception {
    TestLog.write(directory, "n1", 3, 1, 2);
    TestLog.write(directory, "n1", 4, 1);
    agent.kill();
    EventFilter lost = EventFilter.ALL.since(Cursor.parse("n1@3.7"));
    try (EventStream events = EventStream.open(api(), lost)) {
      assertThat(untilDeath(events)).containsExactly("GAP n1@3.7", "HIT n1@4.1");
    }
  }

  @Test
  void aDamagedEndIsAGap() throws Exception {
    TestLog.write(directory, "n1", 3, 1, 2);
    TestLog.write(directory, "n1", 4, 1);
    TestLog.damageEnd(directory, 3);
    agent.kill();
    try (EventStream events = EventStream.open(api(), EventFilter.ALL.sinceEarliest())) {
      assertThat(untilDeath(events)).containsExactly("HIT n1@3.1", "GAP n1@3.1", "HIT n1@4.1");
    }
  }

  @Test
  void whatCannotBeReadIsSaidWithTheDeath() throws Exception {
    TestLog.write(directory, "n1", 4, 1, 2);
    TestLog.damageEnd(directory, 4);
    try (EventStream events = EventStream.open(api(), EventFilter.ALL.sinceEarliest());
        Jinx jinx = Jinx.at(agent.address()).deadAfter(SOON).logDirectory(directory).connect()) {
      agent.kill();
      assertThat(events.next().cursor()).hasToString("n1@4.1");
      String where = "of its log: events-0000000004-000000000001.log: at byte ";
      assertThatThrownBy(events::hasNext)
          .isInstanceOf(JvmDiedException.class)
          .hasMessageContaining(where);
      assertThatThrownBy(() -> jinx.point("send").awaitHit(LONG))
          .isInstanceOf(JvmDiedException.class)
          .hasMessageContaining(where);
    }
  }

  @Test
  void anotherNodesDirectoryIsRefused() throws Exception {
    TestLog.write(directory, "n2", 4, 1);
    try (EventStream events = EventStream.open(api(), EventFilter.ALL)) {
      agent.kill();
      assertThatThrownBy(events::hasNext)
          .hasMessageContaining("node n2's, not n1's")
          .isInstanceOf(JinxException.class);
    }
  }

  @Test
  void aDirectoryThatIsNotThereIsSaid() {
    try (EventStream events =
        EventStream.open(
            new Api(api().settings().withLogDirectory(directory.resolve("none"))),
            EventFilter.ALL)) {
      agent.kill();
      assertThatThrownBy(events::hasNext)
          .hasMessageContaining("its log in")
          .hasMessageContaining("none");
    }
  }

  @Test
  void aStreamAcrossRestartsReadsTheRestAndGoesOnBehindIt() throws Exception {
    agent.kill();
    RawServer first = new RawServer(RawServer.stream(events("n1@4.1")));
    int port = first.port();
    Settings settings = Settings.of(new Address("127.0.0.1", port), null);
    Api api = new Api(settings.withDeadAfter(SOON).withLogDirectory(directory));
    List<RawServer> second = new ArrayList<>();
    try (EventStream events =
        EventStream.from(api, EventFilter.ALL.since(Cursor.parse("n1@4.0")))
            .resume(new FileCheckpointStore(directory.resolve("positions.json")), "reader")
            .commitEvery(1, LONG)
            .reconnect(loss -> Duration.ofMillis(1))
            .open()) {
      assertThat(events.next().cursor()).hasToString("n1@4.1");
      TestLog.write(directory, "n1", 4, 1, 2, 3);
      first.close();
      assertThat(events.next().cursor()).hasToString("n1@4.2");
      assertThat(events.next().cursor()).hasToString("n1@4.3");
      second.add(new RawServer(port, RawServer.stream(events("n1@5.1")), Wire.end()));
      assertThat(events.next().cursor()).hasToString("n1@5.1");
      assertThat(second.get(0).request()).contains("Last-Event-ID: n1@4.3");
      assertThat(new FileCheckpointStore(directory.resolve("positions.json")).get("reader"))
          .isEqualTo("n1@4.3");
    } finally {
      for (RawServer server : second) {
        server.close();
      }
    }
  }

  @Test
  void aStreamAcrossRestartsGoesOnThoughTheDirectoryHasNoEventYet() throws Exception {
    TestLog.write(directory, "n1", 4);
    RawServer first = new RawServer(RawServer.stream(events("n1@4.1")));
    int port = first.port();
    Settings settings = Settings.of(new Address("127.0.0.1", port), null);
    Api api = new Api(settings.withDeadAfter(Duration.ZERO).withLogDirectory(directory));
    List<RawServer> second = new ArrayList<>();
    Reconnect reviving =
        loss -> {
          if (loss.kind() == Loss.Kind.REFUSED) {
            try {
              second.add(new RawServer(port, RawServer.stream(events("n1@5.1")), Wire.end()));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
          return Duration.ZERO;
        };
    try (EventStream events =
        EventStream.from(api, EventFilter.ALL.since(Cursor.parse("n1@4.0")))
            .acrossRestarts()
            .reconnect(reviving)
            .open()) {
      assertThat(events.next().cursor()).hasToString("n1@4.1");
      first.close();
      assertThat(events.next().cursor()).hasToString("n1@5.1");
    } finally {
      for (RawServer server : second) {
        server.close();
      }
    }
  }

  @Test
  void aStreamThatIsClosedReadsNoMoreOfTheDirectory() throws Exception {
    TestLog.write(directory, "n1", 4, 1, 2, 3);
    agent.kill();
    EventStream events = EventStream.open(api(), EventFilter.ALL.sinceEarliest());
    assertThat(events.next().cursor()).hasToString("n1@4.1");
    events.close();
    assertThat(events.hasNext()).isFalse();
  }

  @Test
  void aWaitFindsWhatHappenedBeforeTheDeath() throws Exception {
    try (Jinx jinx = Jinx.at(agent.address()).deadAfter(SOON).logDirectory(directory).connect()) {
      Armed commit = jinx.point("commit").enable();
      agent.hit("commit", "hit");
      assertThat(commit.awaitHit(LONG).number()).isEqualTo(1);
      TestLog.write(directory, "n1", 4, 1, 2, 3);
      agent.kill();
      assertThat(commit.awaitCount(3, LONG)).extracting(Hit::number).containsExactly(1L, 2L, 3L);
      assertThatThrownBy(() -> commit.awaitCount(4, LONG))
          .isInstanceOf(JvmDiedException.class)
          .hasMessageContaining("events in that range: 3: commit {hit=3}");
    }
  }

  @Test
  void aWaitSaysWhyItCannotReadTheDirectory() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");
    try (Jinx jinx = Jinx.at(agent.address()).deadAfter(SOON).logDirectory(file).connect()) {
      Armed commit = jinx.point("commit").enable();
      agent.kill();
      assertThatThrownBy(() -> commit.awaitHit(LONG))
          .isInstanceOf(JvmDiedException.class)
          .hasMessageContaining("is a file, not a log directory");
    }
  }
}
