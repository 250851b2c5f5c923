package dev.jinx.client.fleet;

import dev.jinx.client.Cursor;
import dev.jinx.disk.Hole;
import dev.jinx.disk.Position;
import dev.jinx.event.EventChoice;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The union of one node's logs, by (boot, seq), each event once, and the gaps that no copy fills.
 * One thread.
 */
final class NodeLines implements Iterator<LogLine> {
  private final String node;
  private final List<LogCopy> copies;
  private final List<Hole> openEnds;
  private final EventChoice wanted;
  private final Deque<LogLine> ready = new ArrayDeque<>();
  private Position at;
  private boolean ended;

  /**
   * Begins.
   *
   * @param copies each in front of the first event behind the same position
   * @param openEnds where a copy's log of a boot ends in damage
   * @param after that position
   */
  NodeLines(
      String node, List<LogCopy> copies, List<Hole> openEnds, Position after, EventChoice wanted) {
    this.node = node;
    this.copies = copies;
    this.openEnds = openEnds;
    this.at = after;
    this.wanted = wanted;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && !ended) {
      advance();
    }
    return !ready.isEmpty();
  }

  @Override
  public LogLine next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  private void advance() {
    Position next = null;
    for (LogCopy copy : copies) {
      Position stands = copy.next();
      if (stands != null && (next == null || stands.compareTo(next) < 0)) {
        next = stands;
      }
    }
    Position before = at;
    if (next == null || next.boot() != before.boot()) {
      leave(before, next);
    }
    ended = next == null;
    if (next != null) {
      long from = before.boot() == next.boot() ? before.seq() + 1 : 1;
      if (from < next.seq()) {
        ready.add(LogLine.of(node, new Hole(next.boot(), from, next.seq() - 1)));
      }
      at = next;
      take(next);
    }
  }

  /** Tells what is missing up to the end of this boot, and of others that nobody has any more. */
  private void leave(Position before, @Nullable Position next) {
    TreeMap<Long, Long> ends = new TreeMap<>();
    ends.put(before.boot(), before.seq());
    for (LogCopy copy : copies) {
      for (Hole hole : copy.missing()) {
        boolean passed = hole.boot() < before.boot();
        boolean ahead = next != null && hole.boot() >= next.boot();
        if (hole.isCounted() && !passed && !ahead) {
          ends.merge(hole.boot(), hole.to(), Math::max);
        }
      }
    }
    ends.forEach(
        (boot, end) -> {
          long last = boot == before.boot() ? before.seq() : 0;
          if (last < end) {
            ready.add(LogLine.of(node, new Hole(boot, last + 1, end)));
          }
          end(new Position(boot, end));
        });
  }

  /**
   * A boot ends here. Where that is a copy's damage, and no other copy goes on, events are lost.
   */
  private void end(Position last) {
    for (Hole hole : openEnds) {
      if (hole.boot() == last.boot() && hole.from() > last.seq()) {
        ready.add(LogLine.of(node, hole));
        return;
      }
    }
  }

  private void take(Position position) {
    LogCopy first = null;
    for (LogCopy copy : copies) {
      if (position.equals(copy.next())) {
        if (first == null) {
          first = copy;
        } else if (!first.same(copy)) {
          throw conflict(position, first, copy);
        }
      }
    }
    if (first != null) {
      String phase = first.phase();
      if (wanted.matches(first.injection(), phase)) {
        ready.add(new LogLine(cursor(position), first.json(), phase.equals("gap")));
      }
    }
    for (LogCopy copy : copies) {
      if (position.equals(copy.next())) {
        copy.skip();
      }
    }
  }

  private ConflictException conflict(Position position, LogCopy one, LogCopy other) {
    return new ConflictException(
        cursor(position)
            + " is one event in "
            + one.directory()
            + " and another in "
            + other.directory()
            + ": these are not copies of one log, but two nodes of the name "
            + node);
  }

  private Cursor cursor(Position position) {
    return new Cursor(node, position.boot(), position.seq());
  }
}
