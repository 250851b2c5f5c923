package dev.jinx.client.checkpoint;

import dev.jinx.disk.Position;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Positions of one node or several, immutable. Joining them is idempotent, in any order. */
final class NodePositions {
  private final SortedMap<String, Position> byNode;

  private NodePositions(SortedMap<String, Position> byNode) {
    this.byNode = Collections.unmodifiableSortedMap(byNode);
  }

  /**
   * Reads {@code node@boot.seq}, or several of them with commas between.
   *
   * @throws IllegalArgumentException if the text is none, or names a node twice
   */
  static NodePositions parse(String text) {
    SortedMap<String, Position> byNode = new TreeMap<>();
    int from = 0;
    while (from <= text.length()) {
      int comma = text.indexOf(',', from);
      int to = comma < 0 ? text.length() : comma;
      int at = text.lastIndexOf('@', to - 1);
      int dot = text.indexOf('.', at);
      if (at <= from || dot < 0 || dot >= to) {
        throw notOne(text);
      }
      Position position = new Position(number(text, at + 1, dot), number(text, dot + 1, to));
      if (byNode.put(text.substring(from, at), position) != null) {
        throw new IllegalArgumentException("a node twice in one cursor: '" + text + "'");
      }
      from = to + 1;
    }
    return new NodePositions(byNode);
  }

  /** Each node's later position. */
  NodePositions join(@Nullable NodePositions other) {
    if (other == null) {
      return this;
    }
    SortedMap<String, Position> joined = new TreeMap<>(byNode);
    other.byNode.forEach((node, position) -> joined.merge(node, position, NodePositions::later));
    return new NodePositions(joined);
  }

  /** Whether no node of these is further than in the other. */
  boolean within(NodePositions other) {
    for (Map.Entry<String, Position> entry : byNode.entrySet()) {
      Position theirs = other.byNode.get(entry.getKey());
      if (theirs == null || entry.getValue().compareTo(theirs) > 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether these are within the other and not the same. */
  boolean isBefore(NodePositions other) {
    return within(other) && !equals(other);
  }

  boolean sharesNodeWith(NodePositions other) {
    return !Collections.disjoint(byNode.keySet(), other.byNode.keySet());
  }

  private static Position later(Position a, Position b) {
    return a.compareTo(b) < 0 ? b : a;
  }

  private static long number(String text, int from, int to) {
    boolean digits = from < to;
    for (int i = from; i < to; i++) {
      digits &= text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    try {
      if (digits) {
        return Long.parseLong(text, from, to, 10);
      }
    } catch (NumberFormatException tooLarge) {
      throw notOne(text);
    }
    throw notOne(text);
  }

  private static IllegalArgumentException notOne(String text) {
    return new IllegalArgumentException(
        "not a cursor (node@boot.seq, of several nodes with commas between): '" + text + "'");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NodePositions positions && byNode.equals(positions.byNode);
  }

  @Override
  public int hashCode() {
    return byNode.hashCode();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    byNode.forEach(
        (node, position) ->
            text.append(text.isEmpty() ? "" : ",")
                .append(node)
                .append('@')
                .append(position.boot())
                .append('.')
                .append(position.seq()));
    return text.toString();
  }
}
