package dev.jinx.client.sse;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The server answered 429 or 5xx: asking later may help. */
final class BusyException extends IOException {
  private static final long serialVersionUID = 1L;
  private final @Nullable String retryAfter;

  BusyException(String message, @Nullable String retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
  }

  /** The seconds that the server asked for, or null; the form with a date is not read. */
  @Nullable Duration retryAfter() {
    boolean seconds = retryAfter != null && retryAfter.matches("[0-9]{1,6}");
    return seconds ? Duration.ofSeconds(Long.parseLong(retryAfter)) : null;
  }
}
