package dev.jinx.instrumentation;

/** A selector that cannot be read. */
public final class SelectorException extends Exception {
  private static final long serialVersionUID = 1;

  private final int column;

  /**
   * @param column where in the text, from 1
   * @param reason what is wrong, and what would be right
   */
  public SelectorException(int column, String reason) {
    super(reason);
    this.column = column;
  }

  /** Where in the text, from 1. */
  public int column() {
    return column;
  }
}
