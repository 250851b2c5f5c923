package dev.jinx.example.zookeeper;

import org.jspecify.annotations.Nullable;

/** The demo cannot go on; the message says why, for the person who runs it. */
final class DemoException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DemoException(String message) {
    this(message, null);
  }

  DemoException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
