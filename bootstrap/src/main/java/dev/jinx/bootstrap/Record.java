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
  private int site;
  private int phase;
  private @Nullable ThreadTable table;
  private @Nullable Thread virtual;

  static long header(Site site, Phase phase) {
    return PRESENT | (long) site.id() << 8 | phase.ordinal();
  }

  /** Writes all but the header, which makes the record one. */
  static void write(long[] words, int at, Arm arm, long waiter, long thread, long nanos) {
    words[at + NANOS] = nanos;
    words[at + ARM] = arm.index();
    words[at + THREAD] = thread;
    words[at + WAITER] = waiter;
  }

  static long nanos(long[] words, int at) {
    return words[at + NANOS];
  }

  void read(long[] words, int at, ThreadTable from, @Nullable Thread virtualThread) {
    long header = words[at];
    site = (int) (header >>> 8);
    phase = (int) (header & 0xFF);
    nanos = words[at + NANOS];
    arm = (int) words[at + ARM];
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
