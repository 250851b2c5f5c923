package dev.jinx.relay;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a relay does, immutable.
 *
 * @param nodes which nodes, or null if {@code nodesFile} says it
 * @param nodesFile a file of nodes, looked at again every few seconds, or null
 * @param tokenFile a file with the nodes' bearer token, or null
 * @param without where to begin with a node of which no position is known: {@code earliest} or
 *     {@code latest}
 * @param kafka the properties of Kafka's clients, {@code bootstrap.servers} at least
 * @param topic where the events go
 * @param partitions how many the topic gets if it is made
 * @param group relays of one group share the nodes, and keep their positions in Kafka; null for a
 *     relay that has all nodes for itself and keeps positions in {@code checkpoint}
 * @param checkpoint the file with the positions if there is no group
 * @param positions the topic with the positions of a group
 * @param shards how many shares of the nodes there are, if the positions topic is made: the most
 *     relays that can work side by side
 * @param replication how often topics that are made are kept; -1 for what the broker thinks
 * @param storeEvery how often positions are stored
 * @param sessionTimeout how long a relay may be silent before its nodes go to others
 * @param handOver how long to wait for acknowledgements before nodes go to others, or at the end
 * @param statusEvery how often to say how it goes; zero for never
 */
public record RelaySettings(
    @Nullable Nodes nodes,
    @Nullable Path nodesFile,
    @Nullable Path tokenFile,
    String without,
    Map<String, Object> kafka,
    String topic,
    int partitions,
    @Nullable String group,
    @Nullable Path checkpoint,
    String positions,
    int shards,
    short replication,
    Duration storeEvery,
    Duration sessionTimeout,
    Duration handOver,
    Duration statusEvery) {
  /** Checks that there is one source of nodes, one place for positions, and times; and copies. */
  public RelaySettings {
    if ((nodes == null) == (nodesFile == null)) {
      throw new IllegalArgumentException("nodes, or a file of nodes: one of the two");
    }
    if ((group == null) == (checkpoint == null)) {
      throw new IllegalArgumentException("a group, or a checkpoint file: one of the two");
    }
    if (!without.equals("earliest") && !without.equals("latest")) {
      throw new IllegalArgumentException("begin at earliest or at latest, not '" + without + "'");
    }
    require(storeEvery, 1, "store positions every");
    require(sessionTimeout, 1, "a session timeout of");
    require(handOver, 0, "wait for acknowledgements for");
    require(statusEvery, 0, "say how it goes every");
    kafka = Map.copyOf(kafka);
  }

  private static void require(Duration time, long millis, String what) {
    if (time.toMillis() < millis) {
      throw new IllegalArgumentException(
          what + " " + time.toMillis() + " ms: it has to be " + millis + " ms or more");
    }
  }
}
