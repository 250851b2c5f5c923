package dev.jinx.relay;

/** A record of the topic is no event of a node. The stream goes on behind it. */
public final class NotAnEventException extends RelayException {
  private static final long serialVersionUID = 1L;

  NotAnEventException(String message, Throwable cause) {
    super(message, cause);
  }
}
