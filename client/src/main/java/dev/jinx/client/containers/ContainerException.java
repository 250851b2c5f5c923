package dev.jinx.client.containers;

import dev.jinx.client.JinxException;
import org.jspecify.annotations.Nullable;

/** The agent in a container does not answer; the message has the end of the container's output. */
public final class ContainerException extends JinxException {
  private static final long serialVersionUID = 1L;

  ContainerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
