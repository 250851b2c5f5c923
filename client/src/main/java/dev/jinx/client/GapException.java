package dev.jinx.client;

import org.jspecify.annotations.Nullable;

/** Events in the awaited range are lost to this reader, so that it cannot know. */
public final class GapException extends JinxException {
  private static final long serialVersionUID = 1L;

  public GapException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
