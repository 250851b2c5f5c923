package dev.jinx.client;

import java.net.ConnectException;
import org.jspecify.annotations.Nullable;

/** Nothing answers at the address, or not in time. */
public final class UnreachableException extends JinxException {
  private static final long serialVersionUID = 1L;

  UnreachableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Whether the address was reached, and nothing listens there. */
  public boolean nothingListens() {
    return getCause() instanceof ConnectException;
  }
}
