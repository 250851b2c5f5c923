package dev.jinx.client;

import org.jspecify.annotations.Nullable;

/**
 * Whom to let go, and what happens to them. With no thread, hit or count: every thread parked.
 *
 * @param thread only this one, or null
 * @param hit only the thread of this hit, or null
 * @param count only so many, or null
 * @param outcome the terms that decide what follows; null to go on
 */
public record Release(
    @Nullable Long thread, @Nullable Long hit, @Nullable Integer count, @Nullable String outcome) {
  /** Everyone, to go on. */
  public static final Release ALL = new Release(null, null, null, null);
}
