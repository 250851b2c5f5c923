package dev.jinx.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jinx.client.Event;
import dev.jinx.client.json.Json;
import dev.jinx.relay.testing.Broker;
import dev.jinx.relay.testing.BrokerExtension;
import dev.jinx.relay.testing.KillFixture;
import dev.jinx.relay.testing.Processes;
import dev.jinx.relay.testing.RelayProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of whatever takes part: nothing is missing, nothing is given twice. */
@ExtendWith(BrokerExtension.class)
class KillTest {
  private static final boolean FULL = "full".equals(System.getProperty("jinx.fuzz"));

  private static final Duration PATIENCE = Duration.ofSeconds(40);

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
      nodes.awaitProgress();
      nodes.quiet();
      nodes.awaitUnion();
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
      nodes.awaitProgress();
      nodes.quiet();
      nodes.awaitUnion();
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
      nodes.awaitProgress();
      nodes.quiet();
      nodes.awaitUnion();
    }
  }

  @Test
  void relaysShareTheNodesAndTakeOverFromOneAnother(Broker broker) throws Exception {
    try (KillFixture nodes = KillFixture.inThisProcess(broker, "share", directory, 8)) {
      RelayProcess first = nodes.relay("r1");
      nodes.awaitProgress();
      RelayProcess second = nodes.relay("r2");
      await()
          .atMost(PATIENCE)
          .until(() -> nodes.connections(first) > 0 && nodes.connections(second) > 0);
      assertThat(nodes.connections(first) + nodes.connections(second)).isLessThanOrEqualTo(8);

      Processes.signal(first.process(), "STOP"); // and does not know that it lost its nodes
      await().atMost(PATIENCE).until(() -> nodes.connections(second) == 8);
      nodes.awaitProgress();
      Processes.signal(first.process(), "CONT");

      second.kill();
      await().atMost(PATIENCE).until(() -> nodes.connections(first) == 8);
      nodes.awaitProgress();

      second.restart();
      await().atMost(PATIENCE).until(() -> nodes.connections(second) > 0);
      first.stop();
      await().atMost(PATIENCE).until(() -> nodes.connections(second) == 8);
      nodes.awaitProgress();
      nodes.quiet();
      nodes.awaitUnion();
    }
  }

  @Test
  void aPositionNeverRunsAheadOfTheBroker(Broker broker) throws Exception {
    Path checkpoint = directory.resolve("checkpoint.json");
    try (KillFixture nodes = KillFixture.inThisProcess(broker, "ahead", directory, 2)) {
      RelayProcess relay = nodes.relayWith(checkpoint);
      nodes.awaitProgress();
      broker.kill();
      nodes.hitsWhileNobodyListens(); // the relay reads on, and nobody acknowledges
      String stored = Files.readString(checkpoint);
      nodes.hitsWhileNobodyListens();
      assertThat(Files.readString(checkpoint)).isEqualTo(stored);
      relay.kill();
      broker.restart();
      relay.restart();
      nodes.awaitProgress();
      nodes.quiet();
      nodes.awaitUnion();
    }
  }

  @Test
  void aRelayThatIsToldToStopLeavesNothingToSendAgain(Broker broker) throws Exception {
    try (KillFixture nodes = KillFixture.inThisProcess(broker, "stop", directory, 3)) {
      RelayProcess relay = nodes.relay("r1");
      for (int i = 0; i < 2; i++) {
        nodes.awaitProgress();
        assertThat(relay.stop()).isEqualTo(143);
        relay.restart();
      }
      nodes.awaitProgress();
      nodes.quiet();
      nodes.awaitUnion();
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
      nodes.awaitProgress();
      nodes.quiet();
      nodes.awaitUnion();

      Path out = directory.resolve("events.out");
      Path err = directory.resolve("events.err");
      String[] earliest = {"--since", "earliest", "--until-now"};
      assertThat(events(broker, "command", out, err, earliest)).isZero();
      List<String> lines = Files.readAllLines(out);
      assertThat(lines).isEqualTo(nodes.topic().merged().stream().map(Event::json).toList());
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
    if (!FULL) {
      return; // the tests above do one of each; this is for the long run
    }
    Random random = new Random(4);
    try (KillFixture nodes = KillFixture.inProcessesOfTheirOwn(broker, "fuzz", directory, 4)) {
      List<RelayProcess> relays = List.of(nodes.relay("r1"), nodes.relay("r2"));
      for (int round = 0; round < 100; round++) {
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
      nodes.awaitProgress();
      nodes.quiet();
      nodes.awaitUnion();
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
