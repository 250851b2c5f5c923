package dev.jinx.bootstrap;

/** An action cannot act in a method in which its point stands. */
public final class MisfitException extends Exception {
  private static final long serialVersionUID = 1;

  MisfitException(String reason) {
    super(reason);
  }

  /** What does not fit, where, and what would be right. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
