package dev.jinx.relay;

import dev.jinx.client.Cursor;
import dev.jinx.client.fleet.VectorCursor;
import org.jspecify.annotations.Nullable;

/** Up to where each node's events are safely in Kafka. Thread-safe. */
interface Positions extends AutoCloseable {
  /** Behind which to go on with a node, or null if nothing is known of it. */
  @Nullable Cursor of(String node);

  /** Stores what is acknowledged; it is stored for good when this returns. */
  void store(VectorCursor acknowledged);

  @Override
  void close();
}
