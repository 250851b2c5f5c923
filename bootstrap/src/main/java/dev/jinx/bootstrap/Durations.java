package dev.jinx.bootstrap;

/** Times as terms, YAML and queries write them: {@code 500us 200ms 30s 5m 2h}. */
public final class Durations {
  /** What a time has to look like, for messages. */
  public static final String RULE = "a number and us, ms, s, m or h, such as 200ms";

  private static final String[] UNITS = {"us", "ms", "s", "m", "h"};
  private static final long[] NANOS = {
    1_000L, 1_000_000L, 1_000_000_000L, 60_000_000_000L, 3_600_000_000_000L
  };

  /** The longest time accepted: 24 hours. */
  private static final long MOST = 24 * 3_600_000_000_000L;

  private Durations() {}

  /**
   * Reads a time.
   *
   * @return nanoseconds, or -1 where the text is not a time of 0 to 24 hours
   */
  public static long nanos(String text) {
    int digits = 0;
    while (digits < text.length()
        && digits < 12
        && text.charAt(digits) >= '0'
        && text.charAt(digits) <= '9') {
      digits++;
    }
    if (digits == 0) {
      return -1;
    }
    String unit = text.substring(digits);
    for (int i = 0; i < UNITS.length; i++) {
      if (UNITS[i].equals(unit)) {
        long amount = Long.parseLong(text.substring(0, digits));
        return amount > MOST / NANOS[i] ? -1 : amount * NANOS[i];
      }
    }
    return -1;
  }

  /** A time as terms write it, in the largest unit that holds it exactly: {@code 90s}. */
  public static String text(long nanos) {
    for (int i = UNITS.length - 1; i > 0; i--) {
      if (nanos != 0 && nanos % NANOS[i] == 0) {
        return nanos / NANOS[i] + UNITS[i];
      }
    }
    return nanos / NANOS[0] + UNITS[0];
  }
}
