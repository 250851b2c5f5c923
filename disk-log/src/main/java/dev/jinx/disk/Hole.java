package dev.jinx.disk;

/**
 * Events that the log once had, or was never given, and that nobody can read any more.
 *
 * @param boot the life of the node they belong to
 * @param from the first one's number
 * @param to the last one's number; {@link #UNKNOWN} where nobody knows how many there were
 */
public record Hole(long boot, long from, long to) {
  /** In place of the last number: the end of a boot's log is damaged. */
  public static final long UNKNOWN = Long.MAX_VALUE;

  /** Whether it is known how many events are missing. */
  public boolean isCounted() {
    return to != UNKNOWN;
  }

  /** How many events are missing, 0 where that is unknown. */
  public long count() {
    return isCounted() ? to - from + 1 : 0;
  }
}
