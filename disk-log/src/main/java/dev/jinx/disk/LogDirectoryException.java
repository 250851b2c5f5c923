package dev.jinx.disk;

import java.io.IOException;

/** A log directory that cannot be used as it is. The message is one clear line for the user. */
public final class LogDirectoryException extends IOException {
  private static final long serialVersionUID = 1;

  LogDirectoryException(String message) {
    super(message);
  }

  LogDirectoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
