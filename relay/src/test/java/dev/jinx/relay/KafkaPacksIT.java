package dev.jinx.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jinx.client.Hit;
import dev.jinx.client.Jinx;
import dev.jinx.relay.testing.Broker;
import dev.jinx.relay.testing.BrokerExtension;
import dev.jinx.relay.testing.Processes;
import dev.jinx.relay.testing.Shopkeeper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packs of Kafka in a broker that is alone, and in a program that writes to it and reads. */
class KafkaPacksIT {
  private static final String AGENT = System.getProperty("jinx.jar");

  /** All but those that need a second broker, a fault, or much time. */
  private static final List<String> OF_A_BROKER =
      List.of(
          "kafka.api-request",
          "kafka.produce-request",
          "kafka.fetch-request",
          "kafka.api-response",
          "kafka.log-append",
          "kafka.log-flush",
          "kafka.partition-leader",
          "kafka.high-watermark",
          "kafka.metadata-apply",
          "kafka.controller-claim",
          "kafka.raft-leader",
          "kafka.raft-candidate",
          "kafka.raft-append",
          "kafka.group-join",
          "kafka.group-commit");

  /** All but what tells of a failure. */
  private static final List<String> OF_CLIENTS =
      List.of(
          "kafka-clients.send",
          "kafka-clients.flush",
          "kafka-clients.transaction-commit",
          "kafka-clients.produce-request",
          "kafka-clients.produce-response",
          "kafka-clients.poll",
          "kafka-clients.fetch-response",
          "kafka-clients.commit-request",
          "kafka-clients.join-prepare",
          "kafka-clients.join-complete",
          "kafka-clients.connect",
          "kafka-clients.request");

  @TempDir Path directory;

  @BeforeAll
  static void mustBeBuilt() {
    Assumptions.assumeTrue(
        AGENT != null && Files.exists(Path.of(AGENT)), "the agent is built before, by the reactor");
  }

  @Test
  void aBrokersAndItsClientsPointsAreHit() throws Exception {
    Broker broker =
        Broker.start(
            Files.createDirectory(directory.resolve("broker")),
            agent("broker", "kafka", OF_A_BROKER));
    try {
      Path out = directory.resolve("shop.out");
      Process shop =
          Processes.start(
              out,
              agent("shop", "kafka-clients", OF_CLIENTS),
              Shopkeeper.class.getName(),
              broker.servers());
      try {
        await()
            .atMost(BrokerExtension.PATIENCE)
            .failFast("it ended", () -> !shop.isAlive())
            .until(() -> Files.readString(out).lines().anyMatch("read"::equals));
        assertAllHit("shop", OF_CLIENTS);
        assertAllHit("broker", OF_A_BROKER);
      } finally {
        Processes.kill(shop);
      }
    } finally {
      broker.kill();
    }
  }

  private List<String> agent(String name, String pack, List<String> points) throws IOException {
    StringBuilder yaml = new StringBuilder("log: { hits: false }\n");
    yaml.append("packs: [ ").append(pack).append(" ]\nerror_injections_at_startup:\n");
    points.forEach(point -> yaml.append("- ").append(point).append('\n'));
    Path config = Files.writeString(directory.resolve(name + ".yaml"), yaml);
    return List.of(
        "-javaagent:" + AGENT + "=port=0,port-file=" + portFile(name) + ",config=" + config);
  }

  private Path portFile(String name) {
    return directory.resolve(name + ".port");
  }

  private void assertAllHit(String name, List<String> points) throws IOException {
    await().atMost(BrokerExtension.PATIENCE).until(() -> Files.exists(portFile(name)));
    try (Jinx jinx = Jinx.connect(Files.readString(portFile(name)).strip())) {
      for (String point : points) {
        Hit hit = jinx.point(point).sinceEarliest().awaitHit(BrokerExtension.PATIENCE);
        assertThat(hit.captured().toString()).as(point).doesNotContain("failed");
      }
    }
  }
}
