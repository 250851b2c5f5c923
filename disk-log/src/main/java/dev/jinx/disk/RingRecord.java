package dev.jinx.disk;

import dev.jinx.event.EventChoice;

/**
 * A record of a dead JVM's rings.
 *
 * @param source the thread or the threads that wrote it
 * @param site number of the site
 * @param term which of the arm's terms acted
 * @param phase number of the phase, {@link #COUNTED} for a hit that is no event
 * @param nanos when, on that JVM's clock
 * @param arm number of the arm
 * @param noteKind what its note is
 * @param note the note, maybe empty
 * @param thread number of the thread that hit
 * @param waiter number of the pause, or 0
 * @param mark what the scribe wrote when it numbered it, 0 where it did not come to that
 * @param markAt where in the file the mark stands
 */
record RingRecord(
    Source source,
    int site,
    int term,
    int phase,
    long nanos,
    int arm,
    int noteKind,
    byte[] note,
    long thread,
    long waiter,
    long mark,
    long markAt) {
  static final int WORDS = 6;

  // Phases.
  static final int HIT = EventChoice.PHASES.indexOf("hit");
  static final int PARKED = EventChoice.PHASES.indexOf("parked");
  static final int RELEASED = EventChoice.PHASES.indexOf("released");
  static final int FAILED = EventChoice.PHASES.indexOf("failed");
  static final int COUNTED = 0xFF;

  static final int NOTE_JSON = 1;
  static final int NOTE_TEXT = 2;
  static final int NOTE_LEFT_OUT = 3;

  private static final int HIT_BITS = 24;
  private static final long HIT_MASK = (1L << HIT_BITS) - 1;

  /**
   * Who wrote it.
   *
   * @param shard the number in events
   * @param threadName as it was when the chunk was begun, at most 108 characters; of a virtual
   *     thread the first 16
   */
  record Source(int shard, String threadName, boolean virtual) {}

  boolean isCountedOnly() {
    return phase == COUNTED;
  }

  boolean isParked() {
    return phase == PARKED;
  }

  /** Whether it tells of a hit, be it an event or not; else it follows one, or tells of its arm. */
  boolean isHit() {
    return phase == HIT || isParked() || isCountedOnly();
  }

  /** Whether its phase is one that is known. */
  boolean isKnown() {
    return isCountedOnly() || phase < EventChoice.PHASES.size();
  }

  boolean isNumbered() {
    return mark != 0;
  }

  /** The number of its event; of one that is none, that of the event before. */
  long seq() {
    return mark >>> HIT_BITS;
  }

  /** The number of its hit, which is near another hit of its point. */
  long hit(long near) {
    long low = mark & HIT_MASK;
    long hit = near & ~HIT_MASK | low;
    long half = 1L << (HIT_BITS - 1);
    long nearest =
        hit - near > half ? hit - HIT_MASK - 1 : near - hit > half ? hit + HIT_MASK + 1 : hit;
    return nearest < 0 ? hit : nearest;
  }

  static long mark(long seq, long hit) {
    return seq << HIT_BITS | hit & HIT_MASK;
  }
}
