package dev.jinx.client.fleet;

import dev.jinx.client.Cursor;
import dev.jinx.disk.Hole;
import dev.jinx.disk.Position;
import dev.jinx.disk.Segments;
import dev.jinx.event.EventChoice;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One node's log, in a directory or in several that are copies of each other. */
final class NodeLog {
  private final String node;
  private final List<Segments> copies;
  private final boolean live;

  /**
   * Takes the directories together.
   *
   * @param live whether the node's JVM is at work in one of them
   * @throws ConflictException if they have two events of one id
   */
  NodeLog(String node, List<Segments> copies, boolean live) {
    this.node = node;
    this.copies = List.copyOf(copies);
    this.live = live;
    if (copies.size() > 1) {
      lines(null, new EventChoice(null, null))
          .forEachRemaining(line -> {}); // compares what both have
    }
  }

  Iterator<LogLine> lines(@Nullable Position after, EventChoice wanted) {
    List<LogCopy> from = copies.stream().map(each -> new LogCopy(each, after)).toList();
    List<Hole> openEnds =
        copies.stream()
            .flatMap(each -> each.holes(after == null ? each.first() : after).stream())
            .filter(hole -> !hole.isCounted())
            .filter(hole -> !live || hole.boot() < last().boot()) // it is being written
            .toList();
    return new NodeLines(node, from, openEnds, after == null ? start() : after, wanted);
  }

  /** In front of the oldest event. */
  Cursor first() {
    return cursor(start());
  }

  private Position start() {
    return copies.stream()
        .filter(each -> !each.isEmpty())
        .map(Segments::first)
        .min(Position::compareTo)
        .orElse(new Position(0, 0));
  }

  /** Behind the newest event. */
  Cursor last() {
    return cursor(
        copies.stream().map(Segments::last).max(Position::compareTo).orElse(new Position(0, 0)));
  }

  /**
   * A position to read on from.
   *
   * @throws IllegalArgumentException if this log does not know it
   */
  Position position(Cursor since) {
    Position position = new Position(since.boot(), since.seq());
    if (copies.stream().anyMatch(each -> each.knows(position))) {
      return position;
    }
    if (since.isAfter(last())) {
      throw new IllegalArgumentException(since + " is beyond the end of its log, " + last());
    }
    long end = copies.stream().mapToLong(each -> each.lastSeq(since.boot())).max().orElse(0);
    throw new IllegalArgumentException(
        end > 0
            ? since + " is beyond the end of that boot, " + new Cursor(node, since.boot(), end)
            : since + " is of a boot that this log does not know; it begins at " + first());
  }

  /** The points that have an event here. */
  Set<String> injections() {
    Set<String> names = new TreeSet<>();
    for (Segments each : copies) {
      LogCopy copy = new LogCopy(each, null);
      for (; copy.next() != null; copy.skip()) {
        names.add(copy.injection());
      }
    }
    names.remove("");
    return names;
  }

  private Cursor cursor(Position position) {
    return new Cursor(node, position.boot(), position.seq());
  }
}
