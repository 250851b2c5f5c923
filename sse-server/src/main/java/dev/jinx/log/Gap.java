package dev.jinx.log;

/**
 * Events that a reader can no longer get because the window has moved on.
 *
 * @param from first lost sequence number
 * @param to last lost sequence number, at least {@code from}
 */
public record Gap(long from, long to) {
  /** How many events are gone. */
  public long count() {
    return to - from + 1;
  }
}
