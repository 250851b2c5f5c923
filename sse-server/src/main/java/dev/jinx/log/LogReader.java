package dev.jinx.log;

import dev.jinx.bootstrap.Phase;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Walks over published events in order, through the boots before this one and what the window has
 * dropped, where there is a directory, and then through the window. A reader is used by one thread
 * at a time; handing it to another needs a happens-before edge between them. Its memory is
 * constant, and it holds on to at most one block of the log, none after {@link #park}.
 *
 * <pre>{@code
 * while (reader.isBehind()) {
 *   Gap gap = reader.gap();
 *   if (gap != null) { tell(gap); reader.skip(gap); }
 *   while (reader.next()) { use(reader.json()); }
 * }
 * }</pre>
 *
 * <p>Files are read by {@link #gap} alone, one read a call, and only where {@link #isOnDisk} says
 * so.
 */
public final class LogReader {
  private final Window window;
  private final Past past;
  private long boot;
  private long position;
  private @Nullable Block block;
  private int index;

  LogReader(Window window, Past past, long boot, long after) {
    this.window = window;
    this.past = past;
    this.boot = boot;
    this.position = after;
  }

  /** The boot of the event this reader stands on. {@link #next} never leaves it. */
  public long boot() {
    return boot;
  }

  /** The event this reader stands on: the last one that {@link #next} moved to. */
  public long position() {
    return position;
  }

  /** Goes to a position in the same boot, as if the event there had just been read. */
  public void moveTo(long seq) {
    position = seq;
    block = null;
  }

  /** Whether events after this reader's position are published. */
  public boolean isBehind() {
    return position < window.last() || boot != window.boot();
  }

  /** Whether the next call of {@link #gap} reads from disk. */
  public boolean isOnDisk() {
    return past.isOnDisk() && !isInWindow() && !holdsNext();
  }

  /**
   * What was lost right behind this reader's position, null if nothing was. Fetches what the window
   * does not have, and passes from one boot to the next.
   *
   * @throws java.io.UncheckedIOException if a file that is there cannot be read
   */
  public @Nullable Gap gap() {
    return isInWindow() || holdsNext() ? null : fetch();
  }

  /** Accepts a gap: goes on after it. */
  public void skip(Gap gap) {
    enter(gap.to().boot(), gap.to().seq());
  }

  /**
   * Moves to the next published event of the same boot.
   *
   * @return false if there is none yet, or {@link #gap} has to be called first
   */
  public boolean next() {
    long seq = position + 1;
    if (boot != window.boot()) {
      return nextHeld();
    }
    if (seq > window.last()) {
      return false;
    }
    if (!holdsNext()) {
      Block found = window.block(seq);
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

  private boolean nextHeld() {
    if (!holdsNext()) {
      return false;
    }
    index++;
    position++;
    return true;
  }

  private @Nullable Gap fetch() {
    while (true) {
      // First: what the window has dropped by now and the files lack then, they will never have.
      long windowFirst = window.first();
      if (isInWindow(windowFirst)) {
        return null;
      }
      Past.Found found = past.read(boot, position);
      Block next = found.block();
      if (next != null && found.boot() == boot && next.firstSeq == position + 1) {
        block = next;
        index = -1;
        return null;
      }
      Cursor begin = window.at(windowFirst - 1);
      if (next != null) {
        Cursor inFiles = new Cursor(window.node(), found.boot(), next.firstSeq - 1);
        begin = inFiles.isAfter(begin) ? begin : inFiles;
      }
      if (begin.boot() == boot) {
        return new Gap(cursor().next(), begin);
      }
      Gap lost = past.lost(cursor(), begin, windowFirst, found.missing());
      if (lost != null) {
        return lost;
      }
      enter(begin.boot(), 0);
    }
  }

  private void enter(long newBoot, long seq) {
    boot = newBoot;
    moveTo(seq);
  }

  private boolean isInWindow() {
    return isInWindow(window.first());
  }

  private boolean isInWindow(long first) {
    return position + 1 >= first && boot == window.boot();
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
    return held().jsonLength(index);
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
    return new Cursor(window.node(), boot, position);
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
