package dev.jinx.client;

import org.jspecify.annotations.Nullable;

/** The arm's lease was lost, so its arm has ended, and silence proves nothing. */
public final class LeaseLostException extends JinxException {
  private static final long serialVersionUID = 1L;

  LeaseLostException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
