package dev.jinx.client;

import static dev.jinx.client.testing.Wire.end;
import static dev.jinx.client.testing.Wire.events;
import static dev.jinx.client.testing.Wire.gap;
import static dev.jinx.client.testing.Wire.health;
import static dev.jinx.client.testing.Wire.position;
import static dev.jinx.client.testing.Wire.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jinx.client.checkpoint.CheckpointException;
import dev.jinx.client.checkpoint.CheckpointStore;
import dev.jinx.client.checkpoint.FileCheckpointStore;
import dev.jinx.client.checkpoint.ResumeKey;
import dev.jinx.client.http.Address;
import dev.jinx.client.testing.Ports;
import dev.jinx.client.testing.RawServer;
import dev.jinx.client.testing.TestAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ResumeTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final EventFilter COMMITS = EventFilter.ALL.injection("commit");

  @TempDir private Path directory;
  private final List<Runnable> scheduled = new ArrayList<>();
  private int puts;
  private RawServer server;
  private Path file;

  @BeforeEach
  void start() throws IOException {
    server = new RawServer();
    file = directory.resolve("positions.json");
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  /** A store of its own each time, as another process has it, that counts. */
  private CheckpointStore store() {
    CheckpointStore real = new FileCheckpointStore(file);
    return new CheckpointStore() {
      @Override
      public @Nullable String get(String key) {
        return real.get(key);
      }

      @Override
      public void put(String key, String cursor) {
        puts++;
        real.put(key, cursor);
      }

      @Override
      public void delete(String key) {
        real.delete(key);
      }
    };
  }

  private StreamBuilder stream(EventFilter filter) {
    return EventStream.from(new Api(Settings.of(address(), null)), filter)
        .resume(store(), "reader")
        .timer((after, task) -> scheduled.add(task));
  }

  private Address address() {
    return Address.parse(server.address());
  }

  private @Nullable String stored() {
    return new FileCheckpointStore(file).get("reader");
  }

  private void storedAt(String cursor) {
    new FileCheckpointStore(file).put("reader", cursor);
  }

  @Test
  void beginsWhereItsPredecessorCameTo() throws Exception {
    storedAt("n1@4.10");
    server.then(RawServer.stream(events("n1@4.11")));
    server.then(end());
    try (EventStream events = stream(EventFilter.ALL.sinceEarliest()).open()) {
      assertThat(events.next().cursor()).hasToString("n1@4.11");
      assertThat(events.hasNext()).isFalse();
    }
    assertThat(server.request().get(0)).contains("since=n1%404.10");
  }

  @Test
  void beginsWhereTheFilterSaysIfNothingIsStored() throws Exception {
    server.then(RawServer.stream(position("n1@4.2") + events("n1@4.3")));
    server.then(end());
    try (EventStream events = stream(EventFilter.ALL.sinceEarliest()).open()) {
      events.next();
    }
    assertThat(server.request().get(0)).contains("since=earliest");
  }

  @Test
  void remembersItsBeginningBeforeItsFirstEvent() {
    server.then(health("n1@4.10"));
    server.then(RawServer.stream(events("n1@4.11")));
    EventStream crashes = stream(EventFilter.ALL).commitEvery(1, LONG).open();
    crashes.next(); // and dies over it
    assertThat(stored()).isEqualTo("n1@4.10");
  }

  @Test
  void commitsAnEventWhenTheNextOneIsAskedFor() {
    storedAt("n1@4.10");
    server.then(RawServer.stream(events("n1@4.11", "n1@4.12", "n1@4.13")));
    server.then(end());
    EventStream events = stream(EventFilter.ALL).commitEvery(1, LONG).open();
    assertThat(events.hasNext()).isTrue();
    assertThat(stored()).as("read, not given").isEqualTo("n1@4.10");
    events.next();
    assertThat(stored()).as("given, not done").isEqualTo("n1@4.10");
    assertThat(events.hasNext()).isTrue();
    assertThat(stored()).as("done").isEqualTo("n1@4.11");
    events.next();
    events.next();
    assertThat(stored()).isEqualTo("n1@4.12");
    events.close();
    assertThat(stored()).as("the last one was given, and nobody asked on").isEqualTo("n1@4.12");
  }

  @Test
  void commitsAtTheEndWhatWasAskedPastAndNoMore() {
    storedAt("n1@4.10");
    server.then(RawServer.stream(events("n1@4.11", "n1@4.12", "n1@4.13")));
    try (EventStream events = stream(EventFilter.ALL).open()) {
      events.next();
      events.next();
      assertThat(events.hasNext()).isTrue();
      assertThat(stored()).as("not each is stored").isEqualTo("n1@4.10");
    }
    assertThat(stored()).isEqualTo("n1@4.12");
  }

  @Test
  void commitsTheLastOneIfItsReaderSaysSo() {
    storedAt("n1@4.10");
    server.then(RawServer.stream(events("n1@4.11", "n1@4.12")));
    try (EventStream events = stream(EventFilter.ALL).open()) {
      events.next();
      events.commit();
      assertThat(stored()).isEqualTo("n1@4.11");
    }
  }

  @Test
  void storesAPositionInTimeThoughNothingMoreComes() throws Exception {
    storedAt("n1@4.10");
    server.then(RawServer.stream(events("n1@4.11", "n1@4.12") + ": bye\n\n"));
    server.then(end());
    try (EventStream events = stream(COMMITS).reconnect(loss -> Duration.ZERO).open()) {
      events.next();
      assertThat(events.hasNext()).isTrue();
      assertThat(scheduled).hasSize(1);
      scheduled.get(0).run();
      assertThat(stored()).isEqualTo("n1@4.11");
    }
  }

  @Test
  void movesAQuietReadersPositionOnAndDoesNotStoreEachFrame() throws Exception {
    storedAt("n1@4.10");
    StringBuilder frames = new StringBuilder();
    for (int i = 11; i <= 5_000; i++) {
      frames.append(position("n1@4." + i));
    }
    server.then(RawServer.stream(frames.toString()));
    server.then(end());
    try (EventStream events =
        stream(COMMITS).commitEvery(1_000, LONG).reconnect(loss -> Duration.ZERO).open()) {
      assertThat(events.hasNext()).isFalse();
      assertThat(events.cursor()).hasToString("n1@4.5000");
    }
    assertThat(stored()).isEqualTo("n1@4.5000");
    assertThat(puts).isEqualTo(5);
    server.request();
    assertThat(server.request()).contains("Last-Event-ID: n1@4.5000");
  }

  @Test
  void neverMovesAStoredPositionBack() {
    storedAt("n1@4.10");
    server.then(RawServer.stream(events("n1@4.11", "n1@4.12", "n1@4.11", "n1@3.2", "n1@4.12")));
    server.then(end());
    try (EventStream events =
        stream(EventFilter.ALL).commitEvery(1, LONG).reconnect(loss -> Duration.ZERO).open()) {
      while (events.hasNext()) {
        events.next();
      }
    }
    assertThat(stored()).isEqualTo("n1@4.12");
    assertThat(puts).as("and does not try to").isEqualTo(2);
  }

  @Test
  void isRefusedWithAPositionThatTheServerDoesNotKnow() {
    storedAt("n1@4.10");
    server.then(problem(400, "no cursor of this log: n1@4.10"));
    StreamBuilder resuming = stream(EventFilter.ALL);
    assertThatThrownBy(resuming::open)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("no cursor of this log: n1@4.10")
        .hasMessageContaining("the stored position is n1@4.10");
    assertThat(stored()).isEqualTo("n1@4.10");
  }

  @Test
  void isToldWhatItMissedAndCommitsThatWhenItAsksOn() {
    storedAt("n1@4.10");
    server.then(RawServer.stream(gap("n1@4.11", "n1@4.90") + events("n1@4.91")));
    EventStream events = stream(EventFilter.ALL).commitEvery(1, LONG).open();
    assertThat(events.next().phase()).isEqualTo(Phase.GAP);
    assertThat(stored()).isEqualTo("n1@4.10");
    assertThat(events.next().cursor()).hasToString("n1@4.91");
    assertThat(stored()).isEqualTo("n1@4.90");
    events.close();
  }

  @Test
  void aJumpLeavesTheStoredPositionBeforeIt() {
    storedAt("n1@4.10");
    server.then(RawServer.stream(events("n1@4.11", "n1@4.13")));
    try (EventStream events = stream(EventFilter.ALL).open()) {
      events.next();
      assertThatThrownBy(events::hasNext).isInstanceOf(JumpException.class);
    }
    assertThat(stored()).isEqualTo("n1@4.11");
  }

  @Test
  void neverCommitsAnotherNodesPosition() {
    storedAt("n1@4.10");
    server.then(RawServer.stream(gap("n1@4.10", "n2@7.3") + events("n2@7.4")));
    EventStream events = stream(EventFilter.ALL).commitEvery(1, LONG).open();
    assertThat(events.next().phase()).isEqualTo(Phase.GAP);
    assertThatThrownBy(events::hasNext)
        .isInstanceOfSatisfying(
            CheckpointException.class,
            e -> assertThat(e.kind()).isEqualTo(CheckpointException.Kind.OTHER_NODE));
  }

  @Test
  void takesADamagedStoreForAnErrorAndNotForNone() throws Exception {
    StreamBuilder resuming = stream(EventFilter.ALL.sinceEarliest());
    Files.writeString(file, "{");
    assertThatThrownBy(resuming::open).isInstanceOf(CheckpointException.class);
  }

  @Test
  void waitsForANodeThatIsDownWhenItsReaderIsStarted() throws Exception {
    storedAt("n1@4.10");
    int port = Ports.free();
    Address address = new Address("127.0.0.1", port);
    try (EventStream events =
        EventStream.from(new Api(Settings.of(address, null)), EventFilter.ALL)
            .resume(store(), "reader")
            .reconnect(
                loss -> {
                  startAgain(port);
                  return Duration.ZERO;
                })
            .open()) {
      assertThat(events.next().cursor()).hasToString("n1@4.11");
    }
    assertThat(server.request().get(0)).contains("since=n1%404.10");
  }

  private void startAgain(int port) {
    try {
      server.close();
      server = new RawServer(port, RawServer.stream(events("n1@4.11")));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void keepsAPositionForEachServerAndFilter() {
    server.then(RawServer.stream(position("n1@4.10") + events("n1@4.11", "n1@4.12")));
    Api api = new Api(Settings.of(address(), null));
    EventFilter filter = new EventFilter("b,a", "hit", "earliest");
    try (EventStream events = EventStream.from(api, filter).resume(store()).open()) {
      events.next();
      events.next();
    }
    String key = ResumeKey.of(List.of(address()), new EventFilter("a, b", "hit", null).fields());
    assertThat(new FileCheckpointStore(file).get(key)).isEqualTo("n1@4.11");
  }

  @Test
  void givesEachEventAtLeastOnceInOrderHoweverOftenItsReaderDies() throws Exception {
    Random random = new Random(7);
    int events = 400;
    TreeSet<Long> given = new TreeSet<>();
    try (TestAgent agent = new TestAgent("commit")) {
      Api api = new Api(Settings.of(Address.parse(agent.address()), null));
      for (int i = 0; i < events; i++) {
        agent.publish("commit", "hit", 1, 1);
      }
      long done = 0;
      while (given.size() < events) {
        EventStream dies = // without a close, and with a store of its own, as a process does
            EventStream.from(api, EventFilter.ALL.sinceEarliest())
                .resume(new FileCheckpointStore(file), "reader")
                .commitEvery(1 + random.nextInt(10), LONG)
                .timer((after, task) -> {})
                .open();
        long last = -1;
        for (int left = random.nextInt(40); left > 0 && last < events; left--) {
          long number = dies.next().cursor().seq();
          assertThat(last < 0 || number == last + 1).as("in order").isTrue();
          assertThat(last >= 0 || number <= done + 1).as("from what was done on").isTrue();
          last = number;
          given.add(number);
        }
        done = Math.max(done, last);
      }
    }
    assertThat(given).containsExactlyElementsOf(LongStream.rangeClosed(1, events).boxed().toList());
  }

  @Test
  void leavesNoConnectionWhereItsBeginningCannotBeStored() throws Exception {
    CountDownLatch left = new CountDownLatch(1);
    byte[] more = new byte[64 << 20];
    server.then(health("n1@4.10"));
    server.then(
        out -> {
          RawServer.stream("").serve(out);
          try {
            out.write(more); // blocks for as long as somebody is there and reads nothing
          } finally {
            left.countDown();
          }
        });
    storedAt("n1@4.10");
    CheckpointStore other = new FileCheckpointStore(file);
    StreamBuilder latest =
        EventStream.from(new Api(Settings.of(address(), null)), EventFilter.ALL)
            .resume(
                new CheckpointStore() {
                  @Override
                  public @Nullable String get(String key) {
                    return null;
                  }

                  @Override
                  public void put(String key, String cursor) {
                    other.put("reader", "n2@1.0"); // another node's
                  }

                  @Override
                  public void delete(String key) {
                    other.delete(key);
                  }
                });
    assertThatThrownBy(latest::open).isInstanceOf(CheckpointException.class);
    assertThat(left.await(20, TimeUnit.SECONDS)).isTrue();
  }
}
