package dev.jinx.bootstrap;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a ring holds of an event: six words, and behind them its {@link Note}. The header (site and
 * phase) is never 0, so that a cleared slot of a shared ring cannot be taken for one.
 *
 * <p>The last word is the scribe's: the number that the event got. Whoever takes over the rings of
 * a dead JVM tells by it which records are in the log already.
 *
 * <p>An instance is what the scribe reads records into; it belongs to the scribe's thread.
 */
public final class Record {
  static final int WORDS = 6;

  /** In the header of a record; a slot with more of a note has it not. */
  static final long PRESENT = 1L << 63;

  private static final int NANOS = 1;
  private static final int ARM = 2;
  private static final int THREAD = 3;
  private static final int WAITER = 4;
  private static final int MARK = 5;

  /** The phase of a hit that is only counted. */
  private static final int COUNTED = 0xFF;

  private static final int NOTE_LENGTH_BITS = 24;
  private static final int HIT_BITS = 24;

  /** When it was published, on the clock of {@link System#nanoTime}. */
  public long nanos;

  /** The number of the thread that hit, as its {@code getId()} gave it. */
  public long threadId;

  /** The {@link Waiter#id}, or 0 where no thread parked. */
  public long waiter;

  private int arm;
  private int noteKind;
  private int noteLength;
  private int site;
  private int term;
  private int phase;
  private int at;
  private @Nullable Chunk chunk;
  private @Nullable ThreadTable table;
  private @Nullable Thread virtual;

  static long header(Site site, @Nullable Phase phase, int term) {
    return PRESENT
        | (long) site.id() << 16
        | (term & 0xFFL) << 8
        | (phase == null ? COUNTED : phase.ordinal());
  }

  /** Writes all but the header, which makes the record one. */
  static void write(
      Chunk to, int at, Arm arm, long waiter, @Nullable Note note, long thread, long nanos) {
    to.put(at + NANOS, nanos);
    to.put(at + ARM, note == null ? arm.index() : note(note) | arm.index());
    to.put(at + THREAD, thread);
    to.put(at + WAITER, waiter);
    to.put(at + MARK, 0);
  }

  private static long note(Note note) {
    return (long) note.kind << (32 + NOTE_LENGTH_BITS) | (long) note.bytes.length << 32;
  }

  /** How many bytes the note of a record has. */
  static int noteLength(Chunk from, int at) {
    return (int) (from.get(at + ARM) >>> 32) & ((1 << NOTE_LENGTH_BITS) - 1);
  }

  static long nanos(Chunk from, int at) {
    return from.get(at + NANOS);
  }

  void read(Chunk from, int from0, ThreadTable of, @Nullable Thread virtualThread) {
    chunk = from;
    at = from0;
    long header = from.get(at);
    site = (int) (header >>> 16 & 0x7FFFFFFF);
    term = (int) (header >>> 8 & 0xFF);
    phase = (int) (header & 0xFF);
    nanos = from.get(at + NANOS);
    long armAndNote = from.get(at + ARM);
    arm = (int) armAndNote;
    noteLength = noteLength(from, at);
    noteKind = (int) (armAndNote >>> (32 + NOTE_LENGTH_BITS));
    threadId = from.get(at + THREAD);
    waiter = from.get(at + WAITER);
    table = of;
    virtual = virtualThread;
  }

  /** The arm that acted. */
  public Arm arm() {
    Arm found = Arms.at(arm);
    if (found == null) {
      throw new IllegalStateException("record of a forgotten arm " + arm);
    }
    return found;
  }

  /** Where. */
  public Site site() {
    return Site.at(site);
  }

  /** Whether the hit is only to be counted: it has no phase, and is no event. */
  public boolean isCountedOnly() {
    return phase == COUNTED;
  }

  /** Which term of the arm's chain acted, from 0. */
  public int term() {
    return term;
  }

  /**
   * What came with it: captured values (bytes of JSON), an outcome or a reason (a text), or null.
   * To be asked before the next record is taken.
   */
  public @Nullable Object note() {
    if (noteKind != Note.JSON && noteKind != Note.TEXT) {
      return null;
    }
    byte[] bytes = table().note(from(), at, noteLength);
    return noteKind == Note.JSON ? bytes : new String(bytes, StandardCharsets.UTF_8);
  }

  /** Whether it should have had values, for which there was no room. */
  public boolean isLeftOut() {
    return noteKind == Note.LEFT_OUT;
  }

  /**
   * Marks it as numbered; before the next record is taken.
   *
   * @param seq the number of its event; where it is none, that of the last event before it
   * @param hit the number of its hit at the point, of which the lower bits are kept
   */
  public void mark(long seq, long hit) {
    from().put(at + MARK, seq << HIT_BITS | hit & ((1 << HIT_BITS) - 1));
  }

  /** What it tells. */
  public Phase phase() {
    return Phase.at(phase);
  }

  /** The table whose ring it came from. */
  public ThreadTable table() {
    if (table == null) {
      throw new IllegalStateException("nothing was read yet");
    }
    return table;
  }

  private Chunk from() {
    if (chunk == null) {
      throw new IllegalStateException("nothing was read yet");
    }
    return chunk;
  }

  /** The thread, where it is a virtual one. */
  public @Nullable Thread virtual() {
    return virtual;
  }
}
