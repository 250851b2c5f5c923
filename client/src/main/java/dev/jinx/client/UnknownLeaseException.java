package dev.jinx.client;

/** The agent knows no such lease: it ran out, was ended, or was made in another life of the JVM. */
public final class UnknownLeaseException extends RefusedException {
  private static final long serialVersionUID = 1L;

  UnknownLeaseException(String message, String body) {
    super(message, 404, body);
  }
}
