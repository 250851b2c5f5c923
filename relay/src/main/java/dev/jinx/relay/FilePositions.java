package dev.jinx.relay;

import dev.jinx.client.Cursor;
import dev.jinx.client.checkpoint.CheckpointStore;
import dev.jinx.client.checkpoint.FileCheckpointStore;
import dev.jinx.client.fleet.VectorCursor;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Positions in a checkpoint file, all nodes' of one topic under one key: one write for all, of
 * nodes that are not read now, too. The file is read once, and written when something has moved.
 */
final class FilePositions implements Positions {
  private final CheckpointStore store;
  private final String key;
  private volatile VectorCursor stored;

  FilePositions(Path file, String topic) {
    this.store = new FileCheckpointStore(file);
    this.key = "relay to " + topic;
    String found = store.get(key);
    this.stored = found == null ? VectorCursor.EMPTY : VectorCursor.parse(found);
  }

  @Override
  public @Nullable Cursor of(String node) {
    return stored.at(node);
  }

  @Override
  public synchronized void store(VectorCursor acknowledged) {
    if (!stored.covers(acknowledged)) {
      VectorCursor next = stored.join(acknowledged);
      store.put(key, next.toString());
      stored = next;
    }
  }

  @Override
  public void close() {}
}
