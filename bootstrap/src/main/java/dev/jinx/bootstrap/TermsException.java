package dev.jinx.bootstrap;

/** Terms that cannot be read or do not fit. */
public final class TermsException extends Exception {
  private static final long serialVersionUID = 1;

  private final String reason;
  private final int column;

  /**
   * @param column where in the text, from 1
   * @param reason what is wrong, and what would be right
   */
  public TermsException(int column, String reason) {
    super(reason);
    this.reason = reason;
    this.column = column;
  }

  /** Where in the text, from 1. */
  public int column() {
    return column;
  }

  /** What is wrong, and what would be right. */
  public String reason() {
    return reason;
  }
}
