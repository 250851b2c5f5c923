package dev.jinx.relay;

import dev.jinx.client.Cursor;
import dev.jinx.client.checkpoint.CheckpointStore;
import dev.jinx.client.checkpoint.FileCheckpointStore;
import dev.jinx.client.fleet.VectorCursor;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Positions in a checkpoint file, all nodes' of one topic under one key: one write for all. */
final class FilePositions implements Positions {
  private final CheckpointStore store;
  private final String key;

  FilePositions(Path file, String topic) {
    this.store = new FileCheckpointStore(file);
    this.key = "relay to " + topic;
  }

  @Override
  public @Nullable Cursor of(String node) {
    String stored = store.get(key);
    return stored == null ? null : VectorCursor.parse(stored).at(node);
  }

  @Override
  public void store(VectorCursor acknowledged) {
    if (!acknowledged.nodes().isEmpty()) {
      store.put(key, acknowledged.toString());
    }
  }

  @Override
  public void close() {}
}
