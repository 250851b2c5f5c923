package dev.jinx.client.fleet;

import dev.jinx.client.JinxException;

/** One event's id stands before two contents: these are not logs of one node. */
public final class ConflictException extends JinxException {
  private static final long serialVersionUID = 1L;

  ConflictException(String message) {
    super(message, null);
  }
}
