package dev.jinx.bootstrap;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where in a method a point is: {@code entry}, {@code line 42}, {@code after call X#y}. */
public final class Position {
  /** The kinds of places. */
  public enum Kind {
    /** Before the body; in constructors after {@code super(..)} or {@code this(..)}. */
    ENTRY("entry", "entry"),
    /** Before each normal return. */
    EXIT("exit", "exit"),
    /** When the method is left by an exception. */
    THROW("throw", "throw"),
    /** Before the first instruction of a line. */
    LINE("line ", "line"),
    /** Before each call of certain methods. */
    BEFORE_CALL("before call ", "before"),
    /** After each call of certain methods that returns. */
    AFTER_CALL("after call ", "after");

    private static final Kind[] ALL = values();
    private final String start;
    private final String identifier;

    Kind(String start, String identifier) {
      this.start = start;
      this.identifier = identifier;
    }

    /** A word for it that may be the name of a method, for people who read bytecode. */
    public String identifier() {
      return identifier;
    }
  }

  /** What a position has to look like, for messages. */
  public static final String RULE =
      "entry, exit, throw, line 42, before call X#y or after call X#y";

  /** Before the body. */
  public static final Position ENTRY = new Position(Kind.ENTRY, "", 0);

  /** Before each normal return. */
  public static final Position EXIT = new Position(Kind.EXIT, "", 0);

  /** When the method is left by an exception. */
  public static final Position THROW = new Position(Kind.THROW, "", 0);

  private final Kind kind;
  private final String call;
  private final int line;

  private Position(Kind kind, String call, int line) {
    this.kind = kind;
    this.call = call;
    this.line = line;
  }

  /**
   * Reads a position; the selector of a call is not looked at.
   *
   * @return null where it has none of the forms of {@link #RULE}
   */
  public static @Nullable Position of(String text) {
    for (Kind kind : Kind.ALL) {
      if (kind.start.equals(text)) {
        return kind == Kind.ENTRY
            ? ENTRY
            : kind == Kind.EXIT ? EXIT : kind == Kind.THROW ? THROW : null;
      }
      boolean more = kind.start.endsWith(" ") && text.startsWith(kind.start);
      String rest = more ? text.substring(kind.start.length()).strip() : "";
      if (more && kind == Kind.LINE) {
        return line(rest);
      }
      if (more && rest.indexOf('#') > 0 && rest.indexOf('#') < rest.length() - 1) {
        return new Position(kind, rest, 0);
      }
    }
    return null;
  }

  private static @Nullable Position line(String digits) {
    if (digits.isEmpty() || digits.length() > 5) {
      return null;
    }
    int line = 0;
    for (int i = 0; i < digits.length(); i++) {
      char digit = digits.charAt(i);
      if (digit < '0' || digit > '9') {
        return null;
      }
      line = line * 10 + digit - '0';
    }
    return line < 1 || line > 65535 ? null : new Position(Kind.LINE, "", line);
  }

  /** Its kind. */
  public Kind kind() {
    return kind;
  }

  /** Which calls, as a selector; empty for other kinds. */
  public String call() {
    return call;
  }

  /** Which line, from 1 to 65,535; 0 for other kinds. */
  public int line() {
    return line;
  }

  /** The words of the YAML's {@code at}. */
  public String word() {
    return kind == Kind.LINE ? kind.start + line : kind.start + call;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Position && word().equals(((Position) other).word());
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(word());
  }

  @Override
  public String toString() {
    return word();
  }
}
