package dev.jinx.log;

import org.jspecify.annotations.Nullable;

/**
 * Events that a reader can no longer get: the window and the directory have moved on, or the
 * directory never had them, or they are damaged there.
 *
 * @param from the first lost event; across boots the last of its boot may already be before it
 * @param to the last lost event, and so where to go on from; {@code .0} where everything before a
 *     boot is meant
 */
public record Gap(Cursor from, Cursor to) {
  /** How many events are gone; null where that cannot be told, across boots. */
  public @Nullable Long count() {
    return from.boot() == to.boot() ? to.seq() - from.seq() + 1 : null;
  }

  /** Both, and what lies between. */
  public Gap through(Gap later) {
    return new Gap(from, later.to);
  }
}
