package dev.jinx.client;

import java.util.Locale;

/** What an event tells of a hit. */
public enum Phase {
  /** A thread reached the point, and any action but a pause begins. */
  HIT,
  /** A thread reached the point and is about to stand still. */
  PARKED,
  /** A parked thread was let go by a message. */
  RELEASED,
  /** A parked thread went on because its pause ran out. */
  EXPIRED,
  /** A parked thread went on because its arm ended. */
  DISABLED,
  /** Events are missing here. */
  GAP,
  /** A point cannot act as it was told. */
  FAILED,
  /** A phase that this client does not know; the JSON has its name. */
  OTHER;

  /** Whether it is the first word of a hit. */
  public boolean isHit() {
    return this == HIT || this == PARKED;
  }

  /** Whether it ends a pause. */
  public boolean endsPause() {
    return this == RELEASED || this == EXPIRED || this == DISABLED;
  }

  /** As it stands in an event. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Phase of(String wire) {
    for (Phase phase : values()) {
      if (phase != OTHER && phase.wire().equals(wire)) {
        return phase;
      }
    }
    return OTHER;
  }
}
