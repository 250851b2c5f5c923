package dev.jinx.bootstrap;

/** A declaration that cannot be taken. */
public final class DeclarationException extends Exception {
  private static final long serialVersionUID = 1;

  private final String field;
  private final int column;
  private final String reason;

  /**
   * @param field the key that is wrong: {@code method}
   * @param column where in its value, from 1; 0 where it is the whole
   * @param reason what is wrong, and what would be right
   */
  public DeclarationException(String field, int column, String reason) {
    super(reason);
    this.field = field;
    this.column = column;
    this.reason = reason;
  }

  /** The key that is wrong. */
  public String field() {
    return field;
  }

  /** Where in its value, from 1; 0 where it is the whole. */
  public int column() {
    return column;
  }

  /** What is wrong, and what would be right. */
  public String reason() {
    return reason;
  }
}
