package dev.jinx.client;

import dev.jinx.disk.DeadLog;
import dev.jinx.disk.EventReader;
import dev.jinx.disk.Hole;
import dev.jinx.disk.Position;
import dev.jinx.disk.Segments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a dead JVM's log directory from a position to its end: what it wrote, and what it had
 * published and not written, which is taken over first. What is missing is an event of {@link
 * Phase#GAP} in its place. One thread.
 */
final class LogRest {
  /** One opens a log at a time: to take over what lies in rings is to lock the directory. */
  private static final Object OPENING = new Object();

  private final Segments segments;
  private final EventReader reader;
  private final String node;
  private final Queue<Hole> told = new ArrayDeque<>();
  private boolean ended;

  private LogRest(Segments segments, String node, Position after) {
    this.segments = segments;
    this.reader = new EventReader(segments, after);
    this.node = node;
    boolean behind = !segments.knows(after) && after.compareTo(segments.last()) < 0;
    if (behind && segments.holes(after).stream().allMatch(Hole::isCounted)) {
      // Of that life we have seen more than the directory has: what came then, nobody knows.
      told.add(new Hole(after.boot(), after.seq() + 1, Hole.UNKNOWN));
    }
  }

  /**
   * Opens it behind a position.
   *
   * @param after null for all there is
   * @param problems told, a line each, of what is damaged or cannot be seen; holes come as gaps,
   *     too
   * @return null if nothing was ever written there
   * @throws IOException if it cannot be read
   * @throws JinxException if it is another node's
   */
  static @Nullable LogRest open(Path directory, @Nullable Cursor after, Consumer<String> problems)
      throws IOException {
    Segments segments;
    synchronized (OPENING) {
      segments = DeadLog.open(directory, problems);
    }
    String node = segments.node();
    if (node == null || segments.isEmpty()) {
      return null;
    }
    if (after != null && !after.node().equals(node)) {
      throw new JinxException(
          "log directory " + directory + " is node " + node + "'s, not " + after.node() + "'s",
          null);
    }
    Position from =
        after == null ? segments.first() : new Position(after.boot(), Math.max(0, after.seq()));
    return new LogRest(segments, node, from);
  }

  /** The next event, or null at the end. */
  @Nullable Event next() throws IOException {
    if (told.isEmpty() && !ended && !reader.next()) {
      ended = true;
      told.addAll(segments.holes(reader.position())); // damage behind the last event
    } else if (told.isEmpty() && !ended) {
      Hole hole = reader.hole();
      return hole == null ? event() : gap(hole);
    }
    return told.isEmpty() ? null : gap(told.remove());
  }

  private Event event() throws IOException {
    String json =
        new String(reader.bytes(), reader.offset(), reader.length(), StandardCharsets.UTF_8);
    return Event.parse(json, new Cursor(node, reader.boot(), reader.seq()).toString());
  }

  private Event gap(Hole hole) {
    Cursor before = new Cursor(node, hole.boot(), hole.from() - 1);
    return hole.isCounted()
        ? Event.gap(before, new Cursor(node, hole.boot(), hole.to() + 1))
        : Event.openGap(before);
  }
}
