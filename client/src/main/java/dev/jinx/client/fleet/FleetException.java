package dev.jinx.client.fleet;

import dev.jinx.client.JinxException;
import org.jspecify.annotations.Nullable;

/** A merged stream cannot go on. */
public final class FleetException extends JinxException {
  private static final long serialVersionUID = 1L;

  FleetException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
