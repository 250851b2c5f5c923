package dev.jinx.disk;

import java.util.Locale;

/** What a committed event survives. */
public enum Durability {
  /** Nothing is written to disk; mapped rings may still keep what was not taken in. */
  MEMORY,
  /** The process may be killed at any time: one write for each commit. */
  OS,
  /** The machine may: each commit is forced to the device. */
  FSYNC;

  /** The word in the configuration: {@code memory}, {@code os} or {@code fsync}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads the configuration's word.
   *
   * @throws IllegalArgumentException if it is none of the three, naming them
   */
  public static Durability of(String word) {
    for (Durability durability : values()) {
      if (durability.word().equals(word)) {
        return durability;
      }
    }
    throw new IllegalArgumentException(
        "no durability '" + word + "'; there are memory, os and fsync");
  }
}
