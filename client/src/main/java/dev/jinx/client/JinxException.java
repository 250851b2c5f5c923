package dev.jinx.client;

import org.jspecify.annotations.Nullable;

/** Anything that goes wrong between a test and an agent. */
public class JinxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  protected JinxException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
