package dev.jinx.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jinx.client.Event;
import dev.jinx.client.EventFilter;
import dev.jinx.client.Phase;
import dev.jinx.client.fleet.VectorCursor;
import dev.jinx.relay.testing.Broker;
import dev.jinx.relay.testing.BrokerExtension;
import dev.jinx.relay.testing.NodeLog;
import dev.jinx.relay.testing.NodeServer;
import dev.jinx.relay.testing.RelayFixture;
import dev.jinx.relay.testing.TopicReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(BrokerExtension.class)
class RelayTest {
  @TempDir java.nio.file.Path directory;

  @Test
  void everyEventOfEveryNodeIsThereInTheOrderOfItsNode(Broker broker) throws Exception {
    try (NodeServer n1 = new NodeServer(new NodeLog("n1"));
        NodeServer n2 = new NodeServer(new NodeLog("n2"));
        RelayFixture relay = RelayFixture.group(broker, "order", directory, n1, n2)) {
      for (int i = 0; i < 500; i++) {
        n1.log().hit("a");
        n2.log().hit("b");
      }
      relay.awaitAll();
      for (ConsumerRecord<String, String> each : relay.topic().records()) {
        assertThat(each.headers().lastHeader("content-type").value())
            .isEqualTo(
                "application/cloudevents+json; charset=UTF-8".getBytes(StandardCharsets.UTF_8));
        assertThat(each.value()).contains("\"source\":\"/jinx/" + each.key() + "\"");
      }
      for (NodeServer each : List.of(n1, n2)) {
        assertThat(relay.linesOf(each.log().node())).isEqualTo(RelayFixture.lines(each.log()));
      }
    }
  }

  @Test
  void aRelayThatIsStartedAgainGoesOnWhereItsFileSays(Broker broker) throws Exception {
    try (NodeServer n1 = new NodeServer(new NodeLog("n1"))) {
      try (RelayFixture relay = RelayFixture.file(broker, "file", directory, n1)) {
        n1.log().hit("a");
        n1.log().hit("a");
        relay.awaitAll();
      }
      n1.log().hit("a");
      try (RelayFixture relay = RelayFixture.file(broker, "file", directory, n1)) {
        relay.awaitAll();
        assertThat(relay.topic().records()).hasSize(3);
      }
    }
  }

  @Test
  void theReaderFiltersAndGoesOnBehindAVectorOfCursors(Broker broker) throws Exception {
    try (NodeServer n1 = new NodeServer(new NodeLog("n1"));
        NodeServer n2 = new NodeServer(new NodeLog("n2"));
        RelayFixture relay = RelayFixture.group(broker, "vector", directory, n1, n2)) {
      for (int i = 0; i < 10; i++) {
        n1.log().hit("commit-a");
        n1.log().hit("other");
        n2.log().hit("commit-b");
      }
      relay.awaitAll();
      TopicReader topic = relay.topic();
      VectorCursor since = VectorCursor.parse("n1@1.19,n2@1.4");
      assertThat(topic.merged(EventFilter.ALL, since)).hasSize(1 + 6);
      assertThat(topic.merged(EventFilter.ALL, VectorCursor.parse("n1@1.20"))).hasSize(10);
      assertThat(topic.merged(EventFilter.ALL.injection("commit*"), VectorCursor.EMPTY))
          .hasSize(20);
      assertThat(topic.merged(EventFilter.ALL.phase(Phase.PARKED), VectorCursor.EMPTY)).isEmpty();

      try (KafkaStream events = topic.fleet().soFar(EventFilter.ALL, VectorCursor.EMPTY)) {
        VectorCursor at = VectorCursor.EMPTY;
        for (int i = 0; i < 17; i++) {
          events.next();
          at = events.cursor();
        }
        assertThat(topic.merged(EventFilter.ALL, at)).hasSize(30 - 17);
      }
    }
  }

  @Test
  void aReaderFromNowOnGetsWhatComes(Broker broker) throws Exception {
    try (NodeServer n1 = new NodeServer(new NodeLog("n1"));
        RelayFixture relay = RelayFixture.group(broker, "latest", directory, n1)) {
      n1.log().hit("before");
      relay.awaitAll();
      try (KafkaStream events = relay.topic().fleet().events(EventFilter.ALL)) {
        n1.log().hit("after");
        assertThat(events.next().injection()).isEqualTo("after");
      }
    }
  }

  @Test
  void gapsOfANodeAreShippedAsTheyAre(Broker broker) throws Exception {
    try (NodeServer n1 = new NodeServer(new NodeLog("n1"))) {
      try (RelayFixture relay = RelayFixture.group(broker, "gaps", directory, n1)) {
        n1.log().hit("a");
        relay.awaitAll();
      }
      for (int i = 0; i < 9; i++) {
        n1.log().hit("a");
      }
      n1.log().retain(2); // what was between is gone
      try (RelayFixture relay = RelayFixture.group(broker, "gaps", directory, n1)) {
        await().until(() -> relay.topic().merged().size() == 4);
        List<Event> all = relay.topic().merged();
        assertThat(all.get(1).phase()).isEqualTo(Phase.GAP);
        assertThat(all.get(1).values())
            .containsEntry("from", "n1@1.2")
            .containsEntry("to", "n1@1.8");
      }
    }
  }

  @Test
  void aNodeThatLivesAnewWithoutItsLogIsAGap(Broker broker) throws Exception {
    try (NodeServer n1 = new NodeServer(new NodeLog("n1"))) {
      try (RelayFixture relay = RelayFixture.group(broker, "anew", directory, n1)) {
        n1.log().hit("a");
        relay.awaitAll();
      }
      n1.log().startAgain(false);
      n1.log().hit("b");
      try (RelayFixture relay = RelayFixture.group(broker, "anew", directory, n1)) {
        await().until(() -> relay.topic().merged().size() == 3);
        List<Event> all = relay.topic().merged();
        assertThat(all.get(1).values())
            .containsEntry("phase", "gap")
            .containsEntry("from", "n1@1.1")
            .containsEntry("lost", null);
        assertThat(all.get(2).injection()).isEqualTo("b");
        // and once more, while the relay is connected
        n1.close();
        n1.log().startAgain(false);
        n1.log().hit("c");
        n1.open();
        await().until(() -> relay.topic().merged().size() == 5);
      }
    }
  }

  @Test
  void aNodeWhoseLogWasEmptiedIsRefusedAndNothingOfItIsMixedUp(Broker broker) throws Exception {
    try (NodeServer n1 = new NodeServer(new NodeLog("n1"));
        RelayFixture relay = RelayFixture.group(broker, "emptied", directory, n1)) {
      n1.log().hit("a");
      n1.log().hit("a");
      relay.awaitAll();
      n1.close();
      n1.log().empty();
      n1.log().hit("b");
      n1.open();
      await().until(() -> relay.said("node n1: refused: it stands at n1@1."));
      assertThat(relay.topic().records()).hasSize(2);
    }
  }

  @Test
  void anotherNodeAtTheAddressIsRefused(Broker broker) throws Exception {
    try (NodeServer other = new NodeServer(new NodeLog("other"));
        RelayFixture relay =
            RelayFixture.group(
                broker, "foreign", directory, Map.of("n1", other.entry().split("=")[1]))) {
      other.log().hit("a");
      await().until(() -> relay.said("node n1: refused: this is node other, not n1"));
      assertThat(relay.topic().records()).isEmpty();
    }
  }

  @Test
  void aNodeThatWantsAnotherTokenIsSaidAndIsReadOnceTheFileHasIt(Broker broker) throws Exception {
    try (NodeServer n1 = new NodeServer(new NodeLog("n1"))) {
      n1.token("secret");
      n1.log().hit("a");
      java.nio.file.Path file = Files.writeString(directory.resolve("token"), "old\n");
      try (RelayFixture relay = RelayFixture.token(broker, "token", file, n1)) {
        await().until(() -> relay.said("node n1: refused: ") && relay.said("answered 401"));
        Files.writeString(file, "secret\n");
        relay.awaitAll();
      }
    }
  }

  @Test
  void nodesComeAndGoAsTheirFileSays(Broker broker) throws Exception {
    try (NodeServer n1 = new NodeServer(new NodeLog("n1"));
        NodeServer n2 = new NodeServer(new NodeLog("n2"))) {
      java.nio.file.Path file = Files.writeString(directory.resolve("nodes"), n1.entry() + "\n");
      try (RelayFixture relay = RelayFixture.nodesFile(broker, "nodes", file, n1, n2)) {
        n2.log().hit("a");
        Files.writeString(file, "no list");
        await().until(() -> relay.said("the nodes stay as they were: " + file + ": line 1"));
        Files.writeString(file, n1.entry() + "\n" + n2.entry() + "\n");
        n1.log().hit("a");
        relay.awaitAll();
        Files.writeString(file, n2.entry() + "\n");
        await().until(() -> relay.said("names 1 nodes now") && relay.connections(n1) == 0);
        n1.log().hit("b");
        n2.log().hit("b");
        await().until(() -> relay.linesOf("n2").size() == 2);
        assertThat(relay.linesOf("n1")).hasSize(1);
      }
    }
  }

  @Test
  void aNodeThatIsDownIsSaidOnceAndReadWhenItIsBack(Broker broker) throws Exception {
    try (NodeServer n1 = new NodeServer(new NodeLog("n1"))) {
      n1.close();
      try (RelayFixture relay = RelayFixture.group(broker, "down", directory, n1)) {
        await().until(() -> relay.said("node n1: down: "));
        n1.log().hit("a");
        n1.open();
        relay.awaitAll();
        assertThat(relay.said("node n1: connected")).isTrue();
      }
    }
  }

  @Test
  void somethingElseAtAnAddressIsRefusedAndTheOthersAreReadOn(Broker broker) throws Exception {
    try (NodeServer n1 = new NodeServer(new NodeLog("n1"));
        NodeServer strange = new NodeServer(new NodeLog("n2"));
        RelayFixture relay =
            RelayFixture.group(
                broker,
                "strange",
                directory,
                Map.of("n1", n1.entry().split("=")[1], "n2", strange.greeting("id: 5\n\n")))) {
      await().until(() -> relay.said("node n2: refused: not an agent's stream: its id is"));
      n1.log().hit("a");
      await().until(() -> relay.linesOf("n1").size() == 1);
    }
  }
}
