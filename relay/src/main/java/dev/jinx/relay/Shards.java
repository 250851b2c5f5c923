package dev.jinx.relay;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/**
 * Which share of the nodes a node belongs to. There are as many as the positions topic has
 * partitions, and a node's position lies in the partition of its shard: so who is assigned the
 * partition reads the nodes of the shard, and finds their positions there.
 */
final class Shards {
  private Shards() {}

  /** The shard of a node, 0 to {@code shards - 1}; where Kafka's own partitioner puts that key. */
  static int of(String node, int shards) {
    byte[] key = node.getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(key)) % shards;
  }
}
