package dev.jinx.control;

import java.util.List;

/** There is no point of that name. */
public final class UnknownPointException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<String> nearest;

  UnknownPointException(String message, List<String> nearest) {
    super(message);
    this.nearest = nearest;
  }

  /** Names that may have been meant. */
  public List<String> nearest() {
    return nearest;
  }
}
