package dev.jinx.client.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jinx.client.Event;
import dev.jinx.client.EventFilter;
import dev.jinx.client.GapException;
import dev.jinx.client.Phase;
import dev.jinx.client.UnknownPointException;
import dev.jinx.client.testing.Ports;
import dev.jinx.client.testing.RawServer;
import dev.jinx.client.testing.TestAgent;
import dev.jinx.client.testing.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FleetTest {
  private static final EventFilter EARLIEST = EventFilter.ALL.sinceEarliest();

  private TestAgent n1;
  private TestAgent n2;

  @BeforeEach
  void start() throws IOException {
    n1 = new TestAgent("commit", "send");
    n2 = new TestAgent("commit", "receive").named("n2");
  }

  @AfterEach
  void stop() {
    n1.close();
    n2.close();
  }

  private Fleet fleet() {
    return Fleet.of("n1=" + n1.address(), "n2=" + n2.address());
  }

  private static void publish(TestAgent agent, int count) {
    for (int i = 0; i < count; i++) {
      agent.publish("commit", "hit", i + 1, 1);
    }
  }

  private static List<Event> take(FleetStream stream, int count) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < count && stream.hasNext(); i++) {
      events.add(stream.next());
    }
    return events;
  }

  private static List<String> ids(List<Event> events, String node) {
    return events.stream()
        .map(each -> each.cursor().toString())
        .filter(each -> each.startsWith(node))
        .toList();
  }

  @Test
  void givesAllEventsOfAllNodesEachNodesInOrder() {
    publish(n1, 3);
    publish(n2, 2);
    try (FleetStream stream = fleet().events(EARLIEST)) {
      List<Event> events = take(stream, 5);
      publish(n2, 1);
      events.addAll(take(stream, 1));
      assertThat(ids(events, "n1")).containsExactly("n1@4.1", "n1@4.2", "n1@4.3");
      assertThat(ids(events, "n2")).containsExactly("n2@4.1", "n2@4.2", "n2@4.3");
      assertThat(stream.cursor()).hasToString("n1@4.3,n2@4.3");
      assertThat(stream.nodes()).extracting(NodeState::state).containsOnly(NodeState.State.LIVE);
    }
  }

  @Test
  void beginsNowSoThatNothingBehindTheOpeningIsMissed() {
    publish(n1, 2);
    Fleet fleet = fleet();
    assertThat(fleet.cursor()).hasToString("n1@4.2,n2@4.0");
    try (FleetStream stream = fleet.events(EventFilter.ALL)) {
      publish(n1, 1);
      publish(n2, 1);
      List<Event> events = take(stream, 2);
      assertThat(ids(events, "")).containsExactlyInAnyOrder("n1@4.3", "n2@4.1");
    }
  }

  @Test
  void goesOnFromItsVectorCursorWithoutHoleOrRepetition() {
    publish(n1, 20);
    publish(n2, 20);
    EventSet whole = new EventSet();
    List<String> ids = new ArrayList<>();
    VectorCursor cursor = VectorCursor.EMPTY;
    for (int i = 0; i < 10; i++) {
      try (FleetStream stream = fleet().events(EventFilter.ALL, cursor)) {
        List<Event> some = take(stream, 4);
        some.forEach(whole::add);
        ids.addAll(ids(some, ""));
        cursor = stream.cursor();
      }
    }
    assertThat(ids).doesNotHaveDuplicates().hasSize(40);
    assertThat(cursor).hasToString("n1@4.20,n2@4.20").isEqualTo(whole.cursor());
  }

  @Test
  void readsANodeThatTheCursorDoesNotNameFromItsEarliestEvent() {
    publish(n1, 2);
    publish(n2, 2);
    try (FleetStream stream = fleet().events(EventFilter.ALL, VectorCursor.parse("n1@4.2"))) {
      assertThat(ids(take(stream, 2), "")).containsExactly("n2@4.1", "n2@4.2");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fleet().events(EventFilter.ALL, VectorCursor.parse("n7@1.1")))
        .withMessageContaining("n7, which is no node of this fleet");
  }

  @Test
  void repeatsNothingWhenConnectionsBreak() {
    publish(n1, 2);
    publish(n2, 2);
    try (FleetStream stream = fleet().events(EARLIEST)) {
      List<Event> events = take(stream, 4);
      n1.cutStreams();
      n2.cutStreams();
      publish(n1, 2);
      publish(n2, 2);
      events.addAll(take(stream, 4));
      assertThat(ids(events, "n1")).containsExactly("n1@4.1", "n1@4.2", "n1@4.3", "n1@4.4");
      assertThat(ids(events, "n2")).containsExactly("n2@4.1", "n2@4.2", "n2@4.3", "n2@4.4");
    }
  }

  @Test
  void goesOnWithTheOthersWhileANodeIsDownAndTakesItInAgain() throws IOException {
    publish(n1, 1);
    List<NodeState> changes = new CopyOnWriteArrayList<>();
    Fleet fleet =
        Fleet.builder()
            .nodes("n1=" + n1.address(), "n2=" + n2.address())
            .deadAfter(Duration.ofSeconds(2)) // so that it is lost before it is down
            .onChange(changes::add)
            .build();
    try (FleetStream stream = fleet.events(EARLIEST)) {
      take(stream, 1);
      n1.kill();
      publish(n2, 1);
      assertThat(ids(take(stream, 1), "")).containsExactly("n2@4.1");
      await(stream, 0, NodeState.State.DOWN);
      n1.restart();
      publish(n1, 1);
      List<Event> events = take(stream, 2);
      assertThat(events.get(0).phase()).isEqualTo(Phase.GAP); // what its first life had is gone
      assertThat(events.get(1).cursor()).hasToString("n1@5.1");
      assertThat(stream.nodes().get(0).reconnects()).isPositive();
      assertThat(changes)
          .extracting(each -> each.node() + " " + each.state())
          .contains("n1 LIVE", "n2 LIVE", "n1 LOST", "n1 DOWN")
          .endsWith("n1 LIVE");
    }
  }

  private static void await(FleetStream stream, int node, NodeState.State state) {
    while (stream.nodes().get(node).state() != state) {
      Thread.onSpinWait();
    }
  }

  @Test
  void readsANodeThatComesLaterFromTheBeginOfItsLife() throws IOException {
    int port = Ports.free();
    n2.kill();
    Fleet fleet = Fleet.of("n1=" + n1.address(), "n2=" + n2.address(), "n3=127.0.0.1:" + port);
    try (FleetStream stream = fleet.events(EventFilter.ALL)) {
      assertThat(stream.nodes())
          .extracting(NodeState::state)
          .containsExactly(NodeState.State.LIVE, NodeState.State.DOWN, NodeState.State.DOWN);
      n2.restart();
      publish(n2, 1);
      assertThat(ids(take(stream, 1), "")).containsExactly("n2@5.1");
    }
  }

  @Test
  void refusesTwoNodesOfOneNameAndNamesBothAddresses() {
    n2.named("n1");
    Fleet fleet = Fleet.of(n1.address(), n2.address());
    assertThatExceptionOfType(SameNodeException.class)
        .isThrownBy(() -> fleet.events(EventFilter.ALL).close())
        .withMessageContaining(n1.address())
        .withMessageContaining(n2.address())
        .withMessageContaining("n1");
    assertThatExceptionOfType(SameNodeException.class).isThrownBy(fleet::cursor);
  }

  @Test
  void refusesTheSameNodeUnderTwoAddresses() {
    String port = n1.address().substring(n1.address().indexOf(':'));
    Fleet fleet = Fleet.of(n1.address(), "localhost" + port);
    assertThatExceptionOfType(SameNodeException.class)
        .isThrownBy(() -> fleet.events(EventFilter.ALL).close())
        .withMessageContaining("localhost" + port);
  }

  @Test
  void refusesANodeWithAnotherNameThanWasGiven() {
    Fleet fleet = Fleet.of("n1=" + n1.address(), "n3=" + n2.address());
    assertThatExceptionOfType(SameNodeException.class)
        .isThrownBy(() -> fleet.events(EventFilter.ALL).close())
        .withMessage("at " + n2.address() + " is node n2, not n3");
  }

  @Test
  void findsOutWhenAnotherNodeAnswersLaterAndGivesWhatCameBefore() throws IOException {
    try (FleetStream stream = fleet().events(EventFilter.ALL)) {
      publish(n2, 1);
      take(stream, 1);
      n2.named("n9").restart();
      publish(n2, 1);
      assertThatExceptionOfType(SameNodeException.class)
          .isThrownBy(stream::hasNext)
          .withMessageContaining(n2.address() + " is node n9, not n2");
      assertThatExceptionOfType(SameNodeException.class).isThrownBy(stream::hasNext);
    }
  }

  @Test
  void asksForANameThatOnlySomeNodesKnow() {
    publish(n1, 1);
    n1.publish("send", "hit", 1, 1);
    n2.publish("sender", "hit", 1, 1);
    n2.publish("receive", "hit", 1, 1);
    EventFilter both = new EventFilter("send", null, "earliest");
    try (FleetStream stream = fleet().events(both)) {
      assertThat(stream.next().injection()).isEqualTo("send");
      n2.publish("send", "hit", 1, 1); // declared meanwhile
      assertThat(stream.next().cursor()).hasToString("n2@4.3");
    }
    EventFilter none = new EventFilter("sned", null, "earliest");
    assertThatExceptionOfType(UnknownPointException.class)
        .isThrownBy(() -> fleet().events(none).close());
  }

  @Test
  void tellsAGapOrThrowsItWhereTheFilterIsStrict() {
    publish(n1, 5);
    n1.forget(3);
    VectorCursor since = VectorCursor.parse("n1@4.1,n2@4.0");
    try (FleetStream stream = fleet().events(EventFilter.ALL, since)) {
      List<Event> events = take(stream, 3);
      assertThat(events.get(0).phase()).isEqualTo(Phase.GAP);
      assertThat(ids(events, "")).containsExactly("n1@4.3", "n1@4.4", "n1@4.5");
    }
    assertThatExceptionOfType(GapException.class)
        .isThrownBy(
            () -> {
              try (FleetStream stream = fleet().events(EventFilter.ALL.orFail(), since)) {
                stream.hasNext();
              }
            })
        .withMessageContaining("n1 at " + n1.address());
  }

  @Test
  void holdsBackANodeWhoseEventsNobodyAsksForAndLosesNone() {
    publish(n1, 5000);
    Fleet fleet = Fleet.builder().nodes(n1.address(), n2.address()).room(8).build();
    try (FleetStream stream = fleet.events(EARLIEST)) {
      publish(n2, 1);
      List<Event> events = take(stream, 5001);
      assertThat(ids(events, "n1")).hasSize(5000);
      assertThat(ids(events, "n2")).containsExactly("n2@4.1");
    }
  }

  @Test
  void endsWhenItIsClosedByAnotherThreadAndLeavesNoThread() throws Exception {
    FleetStream stream = fleet().events(EventFilter.ALL);
    CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(stream::hasNext);
    stream.close();
    assertThat(waiting.get(20, TimeUnit.SECONDS)).isFalse();
    Awaitility.await().until(() -> !isRead(n1)); // a reader ends by itself, perhaps a little later
  }

  private static boolean isRead(TestAgent agent) {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(each -> each.getName().contains(agent.address()));
  }

  @Test
  void refusesWhatIsNoNode() {
    for (String node : List.of("=127.0.0.1:1", "a b=127.0.0.1:1", "n1=", "n1=x:y", "")) {
      assertThatIllegalArgumentException().isThrownBy(() -> Fleet.of(node));
    }
    assertThatIllegalArgumentException().isThrownBy(Fleet::of).withMessageContaining("without");
  }

  @Test
  void opensWithRoomForOneEventOnly() {
    publish(n1, 3);
    Fleet fleet = Fleet.builder().nodes(n1.address()).room(1).build();
    try (FleetStream stream = fleet.events(EventFilter.ALL)) {
      publish(n1, 1);
      assertThat(stream.next().cursor()).hasToString("n1@4.4");
    }
  }

  @Test
  void tellsWhatALaterLifeLacksAndLeavesOutWhatIsRepeatedOfAnEarlierOne() throws Exception {
    String events = Wire.events("n1@4.1", "n1@5.7", "n1@4.2", "n1@5.8");
    try (RawServer server =
            new RawServer(
                Wire.health("n1@5.8"), RawServer.stream(Wire.position("n1@4.0") + events));
        FleetStream stream = Fleet.of("n1=" + server.address()).events(EARLIEST)) {
      List<Event> given = take(stream, 4);
      assertThat(ids(given, "")).containsExactly("n1@4.1", "n1@5.6", "n1@5.7", "n1@5.8");
      assertThat(given.get(1).json()).contains("\"from\":\"n1@5.1\",\"to\":\"n1@5.6\",\"lost\":6");
    }
  }
}
