package dev.jinx.bootstrap;

/** An expression that cannot be read, or does what expressions may not. */
public final class ExpressionException extends Exception {
  private static final long serialVersionUID = 1;

  private final String name;
  private final int column;
  private final String reason;

  /**
   * @param name of the capture; empty for a condition
   * @param column where in the text, from 1; 0 where that is not known
   * @param reason what is wrong, and what would be right
   */
  public ExpressionException(String name, int column, String reason) {
    super(reason);
    this.name = name;
    this.column = column;
    this.reason = reason;
  }

  /** Name of the capture; empty for a condition. */
  public String name() {
    return name;
  }

  /** Where in the text, from 1; 0 where that is not known. */
  public int column() {
    return column;
  }

  /** What is wrong, and what would be right. */
  public String reason() {
    return reason;
  }
}
