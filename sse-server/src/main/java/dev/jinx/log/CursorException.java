package dev.jinx.log;

/** A cursor that is no position in this log. The message says why, for whoever sent it. */
public final class CursorException extends Exception {
  private static final long serialVersionUID = 1;

  /** What is wrong with a cursor. */
  public enum Kind {
    /** Not of the form {@code node@boot.seq}. */
    MALFORMED,
    /** Another node's. */
    FOREIGN,
    /** Of a life of this node that the log does not know. */
    OTHER_BOOT,
    /** Of a life whose events are all gone. */
    GONE,
    /** Past the newest event. */
    FUTURE
  }

  private final Kind kind;

  CursorException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** What is wrong. */
  public Kind kind() {
    return kind;
  }
}
