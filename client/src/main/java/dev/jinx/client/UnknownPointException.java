package dev.jinx.client;

import java.util.List;

/** No point of that name is declared. */
public final class UnknownPointException extends RefusedException {
  private static final long serialVersionUID = 1L;
  private final List<String> nearest;

  UnknownPointException(String message, List<String> nearest, String body) {
    super(message, 404, body);
    this.nearest = List.copyOf(nearest);
  }

  /** The nearest names that are declared, best first; may be empty. */
  public List<String> nearest() {
    return nearest;
  }
}
