package dev.jinx.client.checkpoint;

import org.jspecify.annotations.Nullable;

/**
 * Positions in event logs, by key. A position is a cursor, {@code node@boot.seq}, or one of several
 * nodes, {@code n1@4.12,n2@1.7}. Positions of one key only grow: by boot, then by seq, each node
 * for itself. Any number of threads may use a store.
 */
public interface CheckpointStore {
  /**
   * The position behind which to go on.
   *
   * @param key such as {@link ResumeKey} gives
   * @return the position, nodes in the order of their names, or null if there is none
   * @throws CheckpointException if the store cannot be read
   */
  @Nullable String get(String key);

  /**
   * Moves a position forward; it is stored for good when this returns. An older position changes
   * nothing. Of several nodes each moves for itself, and those not named stay where they are.
   *
   * @throws CheckpointException if the position cannot be stored, or if what is stored under that
   *     key are positions of other nodes only
   * @throws IllegalArgumentException if that is no cursor
   */
  void put(String key, String cursor);

  /**
   * Forgets a position, so that a lower one may be put: unless it has moved past the last one that
   * this store has seen, which then stays. {@link #get} tells.
   *
   * @throws CheckpointException if the store cannot be written
   */
  void delete(String key);
}
