package dev.jinx.relay;

/** What answers at a node's address cannot be relayed under that node's name. */
final class NodeRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NodeRefusedException(String message) {
    super(message);
  }
}
