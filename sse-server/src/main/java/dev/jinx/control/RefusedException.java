package dev.jinx.control;

/** A request that cannot be done as it was said. */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1;

  private final String field;
  private final String value;
  private final int column;

  RefusedException(String field, String value, String reason, int column) {
    super(reason);
    this.field = field;
    this.value = value;
    this.column = column;
  }

  /** The key that is wrong: {@code action}. */
  public String field() {
    return field;
  }

  /** What was given. */
  public String value() {
    return value;
  }

  /** Where in the value, from 1; 0 where it is the whole. */
  public int column() {
    return column;
  }
}
