package dev.jinx.client.cluster;

import dev.jinx.client.JinxException;
import org.jspecify.annotations.Nullable;

/**
 * Something could not be done to a cluster, or did not hold as it should; the message says where.
 */
public final class ClusterException extends JinxException {
  private static final long serialVersionUID = 1L;

  ClusterException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
