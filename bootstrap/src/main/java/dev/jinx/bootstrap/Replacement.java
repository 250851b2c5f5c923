package dev.jinx.bootstrap;

import org.jspecify.annotations.Nullable;

/** A decision of a hook: leave the method with this value instead of going on. */
public final class Replacement {
  private final @Nullable Object value;

  /** A decision to return {@code value}, boxed where it is primitive; null for void too. */
  public Replacement(@Nullable Object value) {
    this.value = value;
  }

  /** The value to return. */
  public @Nullable Object value() {
    return value;
  }
}
