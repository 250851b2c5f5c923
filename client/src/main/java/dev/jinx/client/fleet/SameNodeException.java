package dev.jinx.client.fleet;

import dev.jinx.client.JinxException;

/** Two nodes use one name, one node stands at two addresses, or a node is not who it should be. */
public final class SameNodeException extends JinxException {
  private static final long serialVersionUID = 1L;

  SameNodeException(String message) {
    super(message, null);
  }
}
