package dev.jinx.client;

import org.jspecify.annotations.Nullable;

/** What was awaited did not come in time; the message says what came instead. */
public final class WaitTimeoutException extends JinxException {
  private static final long serialVersionUID = 1L;

  /** With what was awaited, and all that is known. */
  public WaitTimeoutException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
