package dev.jinx.bootstrap;

/** What an event tells of a hit. */
public enum Phase {
  /** A thread reached an enabled point and its action is not a pause. */
  HIT("hit"),
  /**
   * A thread reached an enabled point and stops in its pause; exactly one of the next three
   * follows.
   */
  PARKED("parked"),
  /** A parked thread was let go by a message. */
  RELEASED("released"),
  /** A parked thread went on because its time was up. */
  EXPIRED("expired"),
  /** A parked thread was let go because its arm ended. */
  DISABLED("disabled"),
  /** Events that no reader can get any more. */
  GAP("gap"),
  /** Something of the point could not be done; the event says what. */
  FAILED("failed");

  private static final Phase[] ALL = values();
  private final String word;

  Phase(String word) {
    this.word = word;
  }

  /** The word of the event format, routes and options. */
  public String word() {
    return word;
  }

  /** The phase of that word, or null. */
  public static @org.jspecify.annotations.Nullable Phase of(String word) {
    for (Phase phase : ALL) {
      if (phase.word.equals(word)) {
        return phase;
      }
    }
    return null;
  }

  static Phase at(int ordinal) {
    return ALL[ordinal];
  }

  /** Whether it is the first word of a hit: {@code hit} or {@code parked}. */
  public boolean isHit() {
    return this == HIT || this == PARKED;
  }
}
