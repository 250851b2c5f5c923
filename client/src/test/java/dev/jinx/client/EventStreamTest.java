package dev.jinx.client;

import static dev.jinx.client.testing.RawServer.answer;
import static dev.jinx.client.testing.RawServer.stream;
import static dev.jinx.client.testing.Wire.end;
import static dev.jinx.client.testing.Wire.events;
import static dev.jinx.client.testing.Wire.gap;
import static dev.jinx.client.testing.Wire.health;
import static dev.jinx.client.testing.Wire.position;
import static dev.jinx.client.testing.Wire.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jinx.client.http.Address;
import dev.jinx.client.sse.Loss;
import dev.jinx.client.sse.Reconnect;
import dev.jinx.client.testing.RawServer;
import dev.jinx.client.testing.TestAgent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class EventStreamTest {
  private static final EventFilter AT_10 = EventFilter.ALL.since(Cursor.parse("n1@4.10"));
  private static final EventFilter COMMITS = AT_10.injection("commit");

  private final List<Loss.Kind> losses = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private RawServer server;

  @BeforeEach
  void start() throws IOException {
    server = new RawServer();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  /** Notes what the usual policy would do, and does it without the pauses. */
  private StreamBuilder from(EventFilter filter) {
    Reconnect usual = Reconnect.always(new Random(7));
    Api api = new Api(Settings.of(Address.parse(server.address()), null));
    return EventStream.from(api, filter)
        .reconnect(
            loss -> {
              Duration pause = usual.after(loss);
              losses.add(loss.kind());
              pauses.add(pause);
              return pause == null ? null : Duration.ZERO;
            });
  }

  private static List<String> rest(EventStream events) {
    List<String> cursors = new ArrayList<>();
    events.forEachRemaining(event -> cursors.add(event.cursor().toString()));
    return cursors;
  }

  private String lastId() throws InterruptedException {
    return server.request().stream()
        .filter(line -> line.startsWith("Last-Event-ID: "))
        .map(line -> line.substring("Last-Event-ID: ".length()))
        .findFirst()
        .orElse("none");
  }

  @Test
  void comesBackAtOnceFromEachOfTenRotationsAndLosesAndRepeatsNothing() throws Exception {
    for (int i = 1; i <= 10; i++) {
      String start = ": heartbeat 15\n\n" + position("n1@4." + (9 + i));
      String said = i % 2 == 0 ? ": rotate\n\n" : ""; // a plain end does as well
      server.then(stream(start + events("n1@4." + (10 + i)) + said));
    }
    server.then(end());
    try (EventStream events = from(AT_10).open()) {
      assertThat(rest(events))
          .isEqualTo(IntStream.rangeClosed(11, 20).mapToObj(i -> "n1@4." + i).toList());
    }
    assertThat(losses).hasSize(10).containsOnly(Loss.Kind.ENDED);
    assertThat(pauses).containsOnly(Duration.ZERO);
    server.request();
    for (int i = 11; i <= 20; i++) {
      assertThat(lastId()).isEqualTo("n1@4." + i);
    }
  }

  @Test
  void keepsToThePolicyForEachWayToLoseAStream() throws Exception {
    server.then(stream(events("n1@4.11") + ": bye\n\n"));
    server.then(answer("HTTP/1.1 503 Busy\nRetry-After: 7", ""));
    server.then(
        answer(
            "HTTP/1.1 429 Slow\nDate: Sat, 21 Nov 2026 00:00:00 GMT\n"
                + "Retry-After: Sat, 21 Nov 2026 00:02:00 GMT",
            ""));
    server.then(answer("HTTP/1.1 500 Broken", ""));
    server.then(out -> {}); // no answer at all
    server.then(answer("HTTP/1.1 401 Unauthorized", ""));
    server.then(stream(events("n1@4.12")));
    server.then(problem(404, "gone"));
    try (EventStream events = from(AT_10).open()) {
      assertThat(events.next().cursor()).hasToString("n1@4.11");
      assertThat(events.next().cursor()).hasToString("n1@4.12");
      assertThatThrownBy(events::hasNext).isInstanceOf(RefusedException.class);
    }
    assertThat(losses)
        .containsExactly(
            Loss.Kind.SHUTDOWN,
            Loss.Kind.BUSY,
            Loss.Kind.BUSY,
            Loss.Kind.BUSY,
            Loss.Kind.BROKEN,
            Loss.Kind.UNAUTHORIZED,
            Loss.Kind.ENDED);
    assertThat(pauses.subList(0, 3))
        .containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(7), Duration.ofMinutes(2));
    assertThat(pauses.get(3)).isBetween(Duration.ZERO, Duration.ofMillis(2_000));
    assertThat(pauses.get(4)).isBetween(Duration.ZERO, Duration.ofMillis(4_000));
    assertThat(pauses.subList(5, 7)).containsOnly(Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404, 409, 410, 422})
  void takesAnyOtherRefusalForFinal(int status) throws Exception {
    server.then(stream(events("n1@4.11")));
    server.then(problem(status, "no"));
    try (EventStream events = from(AT_10).open()) {
      events.next();
      assertThatThrownBy(events::hasNext).isInstanceOf(JinxException.class);
    }
    assertThat(losses).containsExactly(Loss.Kind.ENDED);
  }

  @Test
  void givesUpOnATokenThatIsRefusedTwice() {
    server.then(stream(events("n1@4.11")));
    server.then(problem(401, "no"));
    server.then(problem(401, "no"));
    try (EventStream events = from(AT_10).open()) {
      events.next();
      assertThatThrownBy(events::hasNext)
          .isInstanceOfSatisfying(
              RefusedException.class, e -> assertThat(e.status()).isEqualTo(401));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"n1@4.13", "n1@5.2", "n2@4.12"})
  void saysThatEventsAreMissingThoughNoGapWasTold(String next) throws Exception {
    server.then(stream(events("n1@4.11", next, "n1@4.14")));
    server.then(end());
    try (EventStream events = from(AT_10).open()) {
      events.next();
      JumpException jump = catchThrowableOfType(JumpException.class, events::hasNext);
      assertThat(jump.before()).hasToString("n1@4.11");
      assertThat(jump.after()).hasToString(next);
      assertThat(jump).hasMessageContaining("n1@4.11").hasMessageContaining(next);
      assertThatThrownBy(events::next).as("it is over").isSameAs(jump);
      assertThat(events.cursor()).hasToString("n1@4.11");
    }
  }

  @Test
  void findsAJumpAcrossAReconnectionToo() {
    server.then(stream(events("n1@4.11")));
    server.then(stream(position("n1@4.11") + events("n1@4.13")));
    try (EventStream events = from(AT_10).open()) {
      events.next();
      assertThatThrownBy(events::hasNext).isInstanceOf(JumpException.class);
    }
  }

  @Test
  void findsAServerThatPassesOverEventsWithoutOne() {
    server.then(stream(position("n1@4.12") + events("n1@4.13")));
    try (EventStream events = from(AT_10).open()) {
      assertThatThrownBy(events::hasNext)
          .isInstanceOf(JumpException.class)
          .hasMessageContaining("from n1@4.10 to n1@4.12");
    }
  }

  @Test
  void goesOnThroughTheLivesOfANode() {
    server.then(stream(position("n1@4.10") + events("n1@4.11", "n1@5.1", "n1@5.2")));
    server.then(stream(position("n1@5.2") + position("n1@6.0") + events("n1@6.1", "n1@9.1")));
    server.then(end());
    try (EventStream events = from(AT_10).open()) {
      assertThat(rest(events)).containsExactly("n1@4.11", "n1@5.1", "n1@5.2", "n1@6.1", "n1@9.1");
    }
  }

  @Test
  void takesHolesForWhatTheFilterHeldBack() throws Exception {
    server.then(stream(events("n1@4.15") + position("n1@4.99")));
    server.then(stream(position("n1@4.99") + events("n1@5.7")));
    server.then(end());
    try (EventStream events = from(COMMITS).open()) {
      assertThat(events.next().cursor()).hasToString("n1@4.15");
      assertThat(events.next().cursor()).hasToString("n1@5.7");
      assertThat(events.hasNext()).isFalse();
    }
    assertThat(server.request().get(0)).contains("injection=commit").contains("since=n1%404.10");
    assertThat(lastId()).as("a quiet reader's position moves on").isEqualTo("n1@4.99");
    assertThat(lastId()).isEqualTo("n1@5.7");
  }

  @Test
  void givesWhatAServerRepeatsButDoesNotGoBack() throws Exception {
    server.then(stream(events("n1@4.11", "n1@4.12", "n1@4.10", "n1@4.11")));
    server.then(stream(events("n1@4.12", "n1@3.7", "n1@4.13")));
    server.then(end());
    try (EventStream events = from(AT_10).open()) {
      List<String> given = new ArrayList<>();
      List<String> positions = new ArrayList<>();
      while (events.hasNext()) {
        given.add(events.next().cursor().toString());
        positions.add(String.valueOf(events.cursor()));
      }
      assertThat(given)
          .containsExactly(
              "n1@4.11", "n1@4.12", "n1@4.10", "n1@4.11", "n1@4.12", "n1@3.7", "n1@4.13");
      assertThat(positions)
          .containsExactly(
              "n1@4.11", "n1@4.12", "n1@4.12", "n1@4.12", "n1@4.12", "n1@4.12", "n1@4.13");
    }
    server.request();
    assertThat(lastId()).isEqualTo("n1@4.12");
    assertThat(lastId()).isEqualTo("n1@4.13");
  }

  @Test
  void givesAToldGapAsAnEventAndGoesOnBehindIt() throws Exception {
    server.then(stream(gap("n1@4.11", "n1@4.20") + events("n1@4.21")));
    server.then(stream(gap("n1@4.22", "n1@7.3") + events("n1@7.4")));
    server.then(end());
    try (EventStream events = from(AT_10).open()) {
      assertThat(events.next().phase()).isEqualTo(Phase.GAP);
      assertThat(rest(events)).containsExactly("n1@4.21", "n1@7.3", "n1@7.4");
    }
    server.request();
    assertThat(lastId()).isEqualTo("n1@4.21");
    assertThat(lastId()).isEqualTo("n1@7.4");
  }

  @Test
  void aStrictReaderGetsAnErrorForAGap() throws Exception {
    server.then(stream(events("n1@4.11") + gap("n1@4.12", "n1@4.20") + events("n1@4.21")));
    try (EventStream events = from(AT_10).strict().open()) {
      events.next();
      GapException gap = catchThrowableOfType(GapException.class, events::hasNext);
      assertThat(gap).hasMessageContaining("\"to\":\"n1@4.20\"");
      assertThatThrownBy(events::next).isSameAs(gap);
      assertThat(events.cursor()).hasToString("n1@4.11");
    }
    assertThat(server.request().get(0)).contains("strict=1");
  }

  @Test
  void aStrictReaderIsRefusedWhereItsPositionIsLost() {
    server.then(problem(410, "events behind n1@4.10 are gone"));
    StreamBuilder strict = from(AT_10).strict();
    assertThatThrownBy(strict::open)
        .isInstanceOf(GapException.class)
        .hasMessageContaining("events behind n1@4.10 are gone");
  }

  @Test
  void beginsAtAPositionOfWhichItKnowsTheNameThoughItAsksForTheLatest() throws Exception {
    server.then(health("n1@4.10"));
    server.then(out -> stream("").serve(out)); // breaks before anything came
    server.then(stream(events("n1@4.11")));
    server.then(end());
    try (EventStream events = from(EventFilter.ALL).open()) {
      assertThat(rest(events)).containsExactly("n1@4.11");
    }
    server.request();
    assertThat(server.request().get(0)).contains("since=n1%404.10");
    assertThat(lastId()).isEqualTo("n1@4.10");
  }

  @Test
  void outlivesTheNodeIfItIsToldTo() throws Exception {
    try (TestAgent agent = new TestAgent("commit")) {
      Address address = Address.parse(agent.address());
      Api api = new Api(Settings.of(address, null).withDeadAfter(Duration.ofMillis(1)));
      Reconnect soon = loss -> Duration.ofMillis(1);
      try (EventStream events =
          EventStream.from(api, EventFilter.ALL).acrossRestarts().reconnect(soon).open()) {
        agent.publish("commit", "hit", 1, 1);
        assertThat(events.next().cursor()).hasToString("n1@4.1");
        agent.restart();
        agent.publish("commit", "hit", 1, 1);
        assertThat(events.next().phase())
            .as("its log is gone, and that is told")
            .isEqualTo(Phase.GAP);
        assertThat(events.next().cursor()).hasToString("n1@5.1");
      }
    }
  }

  @Test
  void endsWithTheJvmIfItIsNot() throws Exception {
    TestAgent agent = new TestAgent("commit");
    Address address = Address.parse(agent.address());
    Api api = new Api(Settings.of(address, null).withDeadAfter(Duration.ofMillis(1)));
    try (EventStream events = EventStream.open(api, EventFilter.ALL)) {
      agent.close();
      assertThatThrownBy(events::hasNext).isInstanceOf(JvmDiedException.class);
    }
  }

  @Test
  void doesNotCallAJvmDeadThatOnlyDoesNotAnswerWell() {
    server.then(stream(events("n1@4.11")));
    server.then(answer("HTTP/1.1 500 Broken", ""));
    try (EventStream events =
        from(AT_10)
            .reconnect(loss -> losses.add(loss.kind()) && losses.size() > 1 ? null : Duration.ZERO)
            .open()) {
      events.next();
      assertThatThrownBy(events::hasNext).isInstanceOf(UnreachableException.class);
    }
  }

  @Test
  void whatIsNoPositionIsSaidAndEndsTheStream() {
    server.then(stream("id: 5\n\n" + events("n1@4.11")));
    try (EventStream events = from(AT_10).open()) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(events::hasNext)
            .isInstanceOf(JinxException.class)
            .hasMessageContaining("not a cursor (node@boot.seq): '5'");
      }
    }
  }
}
