package dev.jinx.cli;

import java.io.IOException;

/** Whoever read our output has gone, as {@code head} does: no failure, but the end. */
final class ClosedOutputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ClosedOutputException(IOException cause) {
    super(cause);
  }
}
