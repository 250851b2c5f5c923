package dev.jinx.relay;

import dev.jinx.client.Cursor;
import dev.jinx.client.fleet.VectorCursor;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/** Positions of a group's relays, in a topic that all of them can read. */
final class KafkaPositions implements Positions {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final KafkaCheckpointStore store;
  private final Producer<byte[], byte[]> producer;

  KafkaPositions(Producer<byte[], byte[]> producer, String topic, int shards) {
    this.producer = producer;
    this.store = new KafkaCheckpointStore(producer, topic, shards, PATIENCE);
  }

  /** The store, to load and unload shards. */
  KafkaCheckpointStore checkpoints() {
    return store;
  }

  @Override
  public @Nullable Cursor of(String node) {
    VectorCursor stored = store.get(node);
    return stored == null ? null : stored.at(node);
  }

  @Override
  public void store(VectorCursor acknowledged) {
    Map<String, VectorCursor> each = new HashMap<>();
    acknowledged.positions().forEach((node, cursor) -> each.put(node, VectorCursor.of(cursor)));
    store.putAll(each);
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1)); // what was worth waiting for has been waited for
  }
}
