package dev.jinx.client;

import org.jspecify.annotations.Nullable;

/** The JVM that was awaited is gone, or another one stands in its place. */
public final class JvmDiedException extends JinxException {
  private static final long serialVersionUID = 1L;

  JvmDiedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
