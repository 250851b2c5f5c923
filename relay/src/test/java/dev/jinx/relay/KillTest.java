package dev.jinx.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jinx.client.Cursor;
import dev.jinx.client.Event;
import dev.jinx.client.json.Json;
import dev.jinx.relay.testing.Broker;
import dev.jinx.relay.testing.BrokerExtension;
import dev.jinx.relay.testing.KillFixture;
import dev.jinx.relay.testing.Processes;
import dev.jinx.relay.testing.RelayProcess;
import dev.jinx.relay.testing.TopicReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of whatever takes part: nothing is missing, nothing is given twice. */
@ExtendWith(BrokerExtension.class)
class KillTest {
  private static final boolean FULL = "full".equals(System.getProperty("jinx.fuzz"));

  @TempDir Path directory;

  @Test
  void aRelayIsKilledAgainAndAgain(Broker broker) throws Exception {
    try (KillFixture nodes = KillFixture.inThisProcess(broker, "kill-relay", directory, 3)) {
      RelayProcess relay = nodes.relay("r1");
      for (int kill = 0; kill < (FULL ? 50 : 2); kill++) {
        nodes.awaitProgress();
        relay.kill();
        relay.restart();
      }
      nodes.settle();
      assertThat(relay.stop()).isEqualTo(143);
    }
  }

  @Test
  void theBrokerIsKilledAndComesBack(Broker broker) throws Exception {
    try (KillFixture nodes = KillFixture.inThisProcess(broker, "kill-broker", directory, 3)) {
      nodes.relay("r1");
      for (int kill = 0; kill < (FULL ? 20 : 1); kill++) {
        nodes.awaitProgress();
        broker.kill();
        nodes.hitsWhileNobodyListens();
        broker.restart();
      }
      nodes.settle();
    }
  }

  @Test
  void aNodeIsKilledAndLivesOnInItsNextLife(Broker broker) throws Exception {
    try (KillFixture nodes = KillFixture.inProcessesOfTheirOwn(broker, "kill-node", directory, 2)) {
      nodes.relay("r1");
      for (int kill = 0; kill < (FULL ? 50 : 2); kill++) {
        nodes.awaitProgress();
        nodes.killAndRestart(kill % 2);
      }
      nodes.settle();
    }
  }

  @Test
  void relaysShareTheNodesAndTakeOverFromOneAnother(Broker broker) throws Exception {
    try (KillFixture nodes = KillFixture.inThisProcess(broker, "share", directory, 8)) {
      RelayProcess first = nodes.relay("r1");
      nodes.awaitProgress();
      RelayProcess second = nodes.relay("r2");
      await()
          .until(
              () -> {
                long one = nodes.connections(first);
                long other = nodes.connections(second);
                return one > 0 && other > 0 && one + other == 8;
              });

      Processes.signal(first.process(), "STOP"); // and does not know that it lost its nodes
      await().until(() -> nodes.connections(second) == 8);
      nodes.awaitProgress();
      Processes.signal(first.process(), "CONT");

      second.kill();
      await().until(() -> nodes.connections(first) == 8);
      nodes.awaitProgress();

      second.restart();
      await().until(() -> nodes.connections(second) > 0);
      first.stop();
      await().until(() -> nodes.connections(second) == 8);
      nodes.settle();
    }
  }

  @Test
  void aPositionNeverRunsAheadOfTheBroker(Broker broker) throws Exception {
    Path checkpoint = directory.resolve("checkpoint.json");
    try (KillFixture nodes = KillFixture.inThisProcess(broker, "ahead", directory, 2)) {
      RelayProcess relay = nodes.relayWith(checkpoint);
      nodes.awaitProgress();
      await().until(() -> stored(checkpoint, "n0") != null && stored(checkpoint, "n1") != null);
      broker.kill();
      // The relay reads on and nobody acknowledges; meanwhile it stores, every 200 ms.
      nodes.hitsWhileNobodyListens();
      nodes.hitsWhileNobodyListens();
      relay.kill();
      broker.restart();
      for (String node : List.of("n0", "n1")) {
        Cursor stored = Objects.requireNonNull(stored(checkpoint, node));
        assertThat(stored.isAfter(newest(nodes.topic(), node)))
            .as("%s is stored and the broker has it", stored)
            .isFalse();
      }
      relay.restart();
      nodes.settle();
    }
  }

  private static @Nullable Cursor stored(Path checkpoint, String node) {
    return new FilePositions(checkpoint, "ahead").of(node); // it reads its file once
  }

  private static Cursor newest(TopicReader topic, String node) {
    return merged(topic, node).map(Event::cursor).reduce((one, next) -> next).orElseThrow();
  }

  private static Stream<Event> merged(TopicReader topic, String node) {
    return topic.merged().stream().filter(each -> each.cursor().node().equals(node));
  }

  private static boolean isOf(String node, String line) {
    return line.contains("\"node\":\"" + node + "\"");
  }

  @Test
  void aRelayThatIsToldToStopLeavesNothingToSendAgain(Broker broker) throws Exception {
    try (KillFixture nodes = KillFixture.inThisProcess(broker, "stop", directory, 3)) {
      RelayProcess relay = nodes.patientRelay("r1");
      for (int i = 0; i < 2; i++) {
        nodes.awaitProgress();
        assertThat(relay.stop()).isEqualTo(143);
        relay.restart();
      }
      nodes.settle();
      assertThat(nodes.topic().records()).hasSameSizeAs(nodes.topic().merged());
    }
  }

  @Test
  void theCommandPrintsTheSameAndSaysWhereToGoOn(Broker broker) throws Exception {
    try (KillFixture nodes = KillFixture.inThisProcess(broker, "command", directory, 2)) {
      RelayProcess relay = nodes.relay("r1");
      nodes.awaitProgress();
      relay.kill();
      relay.restart();
      nodes.settle();

      Path out = directory.resolve("events.out");
      Path err = directory.resolve("events.err");
      String[] earliest = {"--since", "earliest", "--until-now"};
      assertThat(events(broker, "command", out, err, earliest)).isZero();
      List<String> lines = Files.readAllLines(out);
      for (String node : List.of("n0", "n1")) { // one with the other they come as Kafka gives them
        assertThat(lines.stream().filter(line -> isOf(node, line)))
            .isEqualTo(merged(nodes.topic(), node).map(Event::json).toList());
      }
      assertThat(lines).hasSameSizeAs(nodes.topic().merged());
      assertThat(Json.object(lines.get(0))).containsKey("seq");
      String said = Files.readString(err).strip();
      assertThat(said).startsWith("jinx-relay: go on with --since n0@1.");

      String cursor = said.substring(said.lastIndexOf(' ') + 1);
      String[] rest = {"--since", cursor, "--until-now"};
      assertThat(events(broker, "command", out, err, rest)).isZero();
      assertThat(Files.readAllLines(out)).isEqualTo(lines);
    }
  }

  @Test
  void whateverIsKilledInWhateverOrder(Broker broker) throws Exception {
    long seed = Long.getLong("jinx.fuzz.seed", System.nanoTime());
    Random random = new Random(seed);
    try (KillFixture nodes = KillFixture.inProcessesOfTheirOwn(broker, "fuzz", directory, 4)) {
      List<RelayProcess> relays = List.of(nodes.relay("r1"), nodes.relay("r2"));
      for (int round = 0; round < (FULL ? 100 : 6); round++) {
        nodes.awaitProgress();
        switch (random.nextInt(5)) {
          case 0 -> {
            broker.kill();
            broker.restart();
          }
          case 1, 2 -> {
            RelayProcess relay = relays.get(random.nextInt(2));
            relay.kill();
            relay.restart();
          }
          default -> nodes.killAndRestart(random.nextInt(4));
        }
      }
      nodes.settle();
    } catch (AssertionError | RuntimeException failed) {
      throw new AssertionError("with jinx.fuzz.seed=" + seed, failed);
    }
  }

  private static int events(Broker broker, String topic, Path out, Path err, String... more)
      throws Exception {
    List<String> all =
        new java.util.ArrayList<>(
            List.of("events", "--bootstrap-servers", broker.servers(), "--topic", topic));
    all.addAll(List.of(more));
    Process events =
        Processes.start(out, err, List.of(), "dev.jinx.relay.cli.Main", all.toArray(String[]::new));
    return events.waitFor();
  }
}
