package dev.jinx.disk;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a log event by event, across boots, and says where events are missing. For one
 * thread.
 *
 * <pre>{@code
 * while (reader.next()) {
 *   Hole hole = reader.hole();
 *   if (hole != null) { ... } else { ... reader.bytes(), reader.offset(), reader.length() ... }
 * }
 * }</pre>
 */
public final class EventReader {
  private static final int BATCH = 256 * 1024;

  private final Segments segments;
  private final Queue<Hole> holes = new ArrayDeque<>();
  private Position position;
  private @Nullable Batch batch;
  private @Nullable Hole hole;
  private int event = -1;

  /**
   * @param after where to begin: {@link Segments#first} for everything there is
   */
  public EventReader(Segments segments, Position after) {
    this.segments = segments;
    this.position = after;
  }

  /**
   * Goes to the next event, or to a hole in front of it or at the end.
   *
   * @return false at the end; called again, it may find what was written since
   */
  public boolean next() throws IOException {
    if (holes.isEmpty() && (batch == null || event + 1 == batch.count())) {
      Next next = segments.next(position, BATCH);
      holes.addAll(next.missing());
      batch = next.batch();
      event = -1;
      if (batch == null && holes.isEmpty()) {
        return false;
      }
    }
    hole = holes.poll();
    if (hole == null) {
      event++;
      position = new Position(boot(), seq());
    } else if (hole.isCounted()) {
      position = new Position(hole.boot(), hole.to());
    }
    return true;
  }

  /** What is missing here; null where there is an event. */
  public @Nullable Hole hole() {
    return hole;
  }

  /** The position behind the event or the hole: from where another reader may go on. */
  public Position position() {
    return position;
  }

  /** The event's number. */
  public long seq() {
    return batch().firstSeq() + event;
  }

  /** The event's boot. */
  public long boot() {
    return batch().boot();
  }

  /** What {@link #offset} and {@link #length} are of. Not to be changed. */
  public byte[] bytes() {
    return batch().bytes();
  }

  /** Where the event's JSON begins. */
  public int offset() {
    return batch().offset(event);
  }

  /** How long the event's JSON is, in bytes. */
  public int length() {
    return batch().length(event);
  }

  private Batch batch() {
    Batch now = batch;
    if (now == null || event < 0) {
      throw new IllegalStateException("next() has found no event");
    }
    return now;
  }
}
