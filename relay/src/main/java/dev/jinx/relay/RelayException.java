package dev.jinx.relay;

import org.jspecify.annotations.Nullable;

/** The relay cannot go on, or Kafka does not do what was asked; the message says what and why. */
public class RelayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RelayException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
