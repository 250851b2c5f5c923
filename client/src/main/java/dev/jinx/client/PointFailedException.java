package dev.jinx.client;

/** The point cannot act as it was told: its terms do not fit the method, or weaving failed. */
public final class PointFailedException extends JinxException {
  private static final long serialVersionUID = 1L;
  private final String reason;

  PointFailedException(String message, String reason) {
    super(message, null);
    this.reason = reason;
  }

  /** Why, in the agent's words. */
  public String reason() {
    return reason;
  }
}
