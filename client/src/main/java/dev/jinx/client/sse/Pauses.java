package dev.jinx.client.sse;

import java.time.Duration;

/** The times of {@link Reconnect#always}. */
final class Pauses {
  static final Duration SHUTDOWN = Duration.ofSeconds(5);
  static final Duration LONGEST_ASKED = Duration.ofMinutes(5);
  static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration FIRST = Duration.ofMillis(250);
  private static final int DOUBLINGS = 16; // beyond the longest, far from an overflow

  private Pauses() {}

  /** The longest pause after that many failures in a row. */
  static Duration ceiling(int failures) {
    return atMost(LONGEST, FIRST.multipliedBy(1L << Math.min(failures, DOUBLINGS)));
  }

  static Duration atMost(Duration most, Duration time) {
    return time.compareTo(most) < 0 ? time : most;
  }
}
