package dev.jinx.cli;

import org.jspecify.annotations.Nullable;

/** A command cannot do what it should; the message is for the user. */
final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int exit;

  CommandException(String message, @Nullable Throwable cause) {
    this(message, Exit.FAILED, cause);
  }

  CommandException(String message, int exit, @Nullable Throwable cause) {
    super(message, cause);
    this.exit = exit;
  }

  /** The exit code, see {@link Exit}. */
  int exit() {
    return exit;
  }
}
