package dev.jinx.bootstrap;

import org.jspecify.annotations.Nullable;

/**
 * What a ring holds of an event: five words. The header (site and phase) is never 0, so that a
 * cleared slot of a shared ring cannot be taken for one.
 *
 * <p>An instance is what the scribe reads records into; it belongs to the scribe's thread.
 */
public final class Record {
  static final int WORDS = 5;

  private static final int NANOS = 1;
  private static final int ARM = 2;
  private static final int THREAD = 3;
  private static final int WAITER = 4;
  private static final long PRESENT = 1L << 63;

  /** When it was published, on the clock of {@link System#nanoTime}. */
  public long nanos;

  /** The number of the thread that hit, as its {@code getId()} gave it. */
  public long threadId;

  /** The {@link Waiter#id}, or 0 where no thread parked. */
  public long waiter;

  private int arm;
  private int attachment;
  private int site;
  private int term;
  private int phase;
  private @Nullable ThreadTable table;
  private @Nullable Thread virtual;

  /** The phase of a hit that is only counted. */
  private static final int COUNTED = 0xFF;

  static long header(Site site, @Nullable Phase phase, int term) {
    return PRESENT
        | (long) site.id() << 16
        | (term & 0xFFL) << 8
        | (phase == null ? COUNTED : phase.ordinal());
  }

  /** Writes all but the header, which makes the record one. */
  static void write(
      long[] words, int at, Arm arm, long waiter, int attachment, long thread, long nanos) {
    words[at + NANOS] = nanos;
    words[at + ARM] = (long) attachment << 32 | arm.index();
    words[at + THREAD] = thread;
    words[at + WAITER] = waiter;
  }

  static long nanos(long[] words, int at) {
    return words[at + NANOS];
  }

  void read(long[] words, int at, ThreadTable from, @Nullable Thread virtualThread) {
    long header = words[at];
    site = (int) (header >>> 16 & 0x7FFFFFFF);
    term = (int) (header >>> 8 & 0xFF);
    phase = (int) (header & 0xFF);
    nanos = words[at + NANOS];
    arm = (int) words[at + ARM];
    attachment = (int) (words[at + ARM] >> 32);
    threadId = words[at + THREAD];
    waiter = words[at + WAITER];
    table = from;
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
   * What came with it, once: captured values (bytes of JSON), an outcome or a reason (a text), or
   * null. To be taken of every record, as it is kept until then.
   */
  public @Nullable Object takeAttachment() {
    return Attachments.take(attachment);
  }

  /** Whether it should have had values, for which there was no room. */
  public boolean isLeftOut() {
    return attachment == Attachments.LEFT_OUT;
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

  /** The thread, where it is a virtual one. */
  public @Nullable Thread virtual() {
    return virtual;
  }
}
