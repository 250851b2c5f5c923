package dev.jinx.client.sse;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The server answered 429 or 5xx: asking later may help. */
final class BusyException extends IOException {
  private static final long serialVersionUID = 1L;
  private final @Nullable Duration retryAfter;

  BusyException(String message, @Nullable Duration retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
  }

  /** The time that the server asked for, or null. */
  @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
