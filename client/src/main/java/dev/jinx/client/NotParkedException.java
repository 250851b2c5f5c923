package dev.jinx.client;

import org.jspecify.annotations.Nullable;

/** The thread that should be let go does not stand there any more. */
public final class NotParkedException extends JinxException {
  private static final long serialVersionUID = 1L;

  NotParkedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
