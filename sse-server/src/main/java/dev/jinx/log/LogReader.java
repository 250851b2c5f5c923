package dev.jinx.log;

import dev.jinx.bootstrap.Phase;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Walks over published events in order. A reader is used by one thread at a time; handing it to
 * another needs a happens-before edge between them. Its memory is constant, and it holds on to at
 * most one block of the log, none after {@link #park}.
 *
 * <pre>{@code
 * Gap gap = reader.gap();
 * if (gap != null) { tell(gap); reader.skip(gap); }
 * while (reader.next()) { use(reader.json()); }
 * }</pre>
 */
public final class LogReader {
  private final EventLog log;
  private long position;
  private @Nullable Block block;
  private int index;

  LogReader(EventLog log, long after) {
    this.log = log;
    this.position = after;
  }

  /** The event this reader stands on: the last one that {@link #next} moved to. */
  public long position() {
    return position;
  }

  /** Goes to a position, as if the event there had just been read. */
  public void moveTo(long seq) {
    position = seq;
    block = null;
  }

  /** Whether events after this reader's position are published. */
  public boolean isBehind() {
    return position < log.last();
  }

  /** What was lost between this reader's position and the window, null if nothing was. */
  public @Nullable Gap gap() {
    long first = log.first();
    return position + 1 < first && !holdsNext() ? new Gap(position + 1, first - 1) : null;
  }

  /** Accepts a gap: goes on after it. */
  public void skip(Gap gap) {
    moveTo(gap.to());
  }

  /**
   * Moves to the next published event.
   *
   * @return false if there is none yet, or if it is lost: then {@link #gap} says so
   */
  public boolean next() {
    long seq = position + 1;
    if (seq > log.last()) {
      return false;
    }
    if (!holdsNext()) {
      Block found = log.block(seq);
      if (seq < found.firstSeq) {
        block = null;
        return false;
      }
      block = found;
      index = (int) (seq - found.firstSeq) - 1;
    }
    index++;
    position = seq;
    return true;
  }

  /** Lets go of the log's memory until the next call of {@link #next}. */
  public void park() {
    block = null;
  }

  /** The point's name, empty where an event has none. */
  public String injection() {
    return held().injection(index);
  }

  /** The event's phase. */
  public Phase phase() {
    return held().phase(index);
  }

  /** Length of the SSE frame in bytes. */
  public int frameLength() {
    return held().end(index) - held().start(index);
  }

  /** Copies the SSE frame to a buffer, which must have room. */
  public void copyFrame(ByteBuffer target) {
    target.put(held().bytes, held().start(index), frameLength());
  }

  /** The SSE frame, read-only and without a copy. */
  public ByteBuffer frame() {
    return ByteBuffer.wrap(held().bytes, held().start(index), frameLength()).asReadOnlyBuffer();
  }

  /** Length of the line of JSON in bytes, without a line break. */
  public int jsonLength() {
    return held().end(index) - 2 - held().jsonStart(index);
  }

  /** The line of JSON, read-only and without a copy. */
  public ByteBuffer jsonBytes() {
    return ByteBuffer.wrap(held().bytes, held().jsonStart(index), jsonLength()).asReadOnlyBuffer();
  }

  /** The line of JSON as text. */
  public String json() {
    return new String(held().bytes, held().jsonStart(index), jsonLength(), StandardCharsets.UTF_8);
  }

  /** The cursor of this position. */
  public Cursor cursor() {
    return new Cursor(log.node(), log.boot(), position);
  }

  private boolean holdsNext() {
    return block != null && block.holds(position + 1);
  }

  private Block held() {
    Block held = block;
    if (held == null) {
      throw new IllegalStateException("the reader stands on no event");
    }
    return held;
  }
}
