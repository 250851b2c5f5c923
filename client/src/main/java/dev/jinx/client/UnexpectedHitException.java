package dev.jinx.client;

import org.jspecify.annotations.Nullable;

/** A hit came where none was expected. */
public final class UnexpectedHitException extends JinxException {
  private static final long serialVersionUID = 1L;

  UnexpectedHitException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
