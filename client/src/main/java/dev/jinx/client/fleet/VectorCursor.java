package dev.jinx.client.fleet;

import dev.jinx.client.Cursor;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A position in the logs of several nodes: one cursor a node. Written {@code n1@4.12,n2@1.7}, nodes
 * in the order of their names. Immutable.
 *
 * <p>A node that is not in it was not read at all: it stands before its first event. So vectors are
 * ordered in part: one covers another if it does so in every node, and of two vectors neither may
 * cover the other. {@link #join} gives the least vector that covers both.
 */
public final class VectorCursor {
  /** Before everything. */
  public static final VectorCursor EMPTY = new VectorCursor(new TreeMap<>());

  private final TreeMap<String, Cursor> positions;

  private VectorCursor(TreeMap<String, Cursor> positions) {
    this.positions = positions;
  }

  /** The least vector that covers all of these. */
  public static VectorCursor of(Cursor... positions) {
    return of(List.of(positions));
  }

  /** The least vector that covers all of these. */
  public static VectorCursor of(Collection<Cursor> positions) {
    TreeMap<String, Cursor> furthest = new TreeMap<>();
    for (Cursor each : positions) {
      furthest.merge(each.node(), each, Cursor::later);
    }
    return furthest.isEmpty() ? EMPTY : new VectorCursor(furthest);
  }

  /**
   * Reads {@code n1@4.12,n2@1.7}, in any order. An empty text is {@link #EMPTY}.
   *
   * @throws IllegalArgumentException if the text is no vector of cursors, or names a node twice
   */
  public static VectorCursor parse(String text) {
    if (text.isBlank()) {
      return EMPTY;
    }
    TreeMap<String, Cursor> positions = new TreeMap<>();
    for (String part : text.split(",", -1)) {
      Cursor cursor = Cursor.parse(part.strip());
      if (positions.put(cursor.node(), cursor) != null) {
        throw new IllegalArgumentException(
            "node " + cursor.node() + " stands twice in the cursor '" + text + "'");
      }
    }
    return new VectorCursor(positions);
  }

  /** The position in that node's log, or null if it was not read. */
  public @Nullable Cursor at(String node) {
    return positions.get(node);
  }

  /** Names of the nodes that were read, in order. */
  public Set<String> nodes() {
    return Collections.unmodifiableSet(positions.keySet());
  }

  /** Each node's cursor by its name, in order. */
  public Map<String, Cursor> positions() {
    return Collections.unmodifiableMap(positions);
  }

  /** In each node, the later of both positions. */
  public VectorCursor join(VectorCursor other) {
    TreeMap<String, Cursor> furthest = new TreeMap<>(positions);
    other.positions.forEach((node, cursor) -> furthest.merge(node, cursor, Cursor::later));
    return new VectorCursor(furthest);
  }

  /** As {@link #join(VectorCursor)}, with one node's position. */
  public VectorCursor join(Cursor other) {
    return join(of(other));
  }

  /** Whether the event of that id lies before this position, or right at it. */
  public boolean covers(Cursor id) {
    Cursor at = positions.get(id.node());
    return at != null && !id.isAfter(at);
  }

  /** Whether the other position lies nowhere behind this one. */
  public boolean covers(VectorCursor other) {
    return other.positions.values().stream().allMatch(this::covers);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof VectorCursor vector && positions.equals(vector.positions);
  }

  @Override
  public int hashCode() {
    return positions.hashCode();
  }

  /** As it is read by {@link #parse}. */
  @Override
  public String toString() {
    return positions.values().stream().map(Cursor::toString).collect(Collectors.joining(","));
  }
}
