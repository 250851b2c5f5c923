package dev.jinx.control;

/** A request that cannot be done as it was said. */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1;

  private final String field;
  private final String value;
  private final int column;
  private final Kind kind;

  /** Why a request cannot be done. */
  public enum Kind {
    /** What was said is wrong. */
    WRONG,
    /** It is switched off here. */
    FORBIDDEN,
    /** Something that is there is in its way. */
    CONFLICT
  }

  RefusedException(String field, String value, String reason, int column) {
    this(Kind.WRONG, field, value, reason, column);
  }

  RefusedException(Kind kind, String field, String value, String reason, int column) {
    super(reason);
    this.kind = kind;
    this.field = field;
    this.value = value;
    this.column = column;
  }

  /** Why. */
  public Kind kind() {
    return kind;
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
