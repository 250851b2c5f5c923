package dev.jinx.bootstrap;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where in a method a point is: {@code entry}, {@code line 42}, {@code after call X#y 2}. */
public final class Position {
  private static final int PLAIN = 0;
  private static final int LINES = 1;
  private static final int COUNTED = 2;
  private static final int MEMBERS = 3;
  private static final int ARRAYS = 4;

  /** The kinds of places. */
  public enum Kind {
    /** Before the body; in constructors after {@code super(..)} or {@code this(..)}. */
    ENTRY("entry", "entry", PLAIN),
    /** Before each normal return. */
    EXIT("exit", "exit", PLAIN),
    /** When the method is left by an exception. */
    THROW("throw", "throw", PLAIN),
    /** Before the first instruction of a line. */
    LINE("line", "line", LINES),
    /** Before each call of certain methods. */
    BEFORE_CALL("before call", "before", MEMBERS),
    /** After each call of certain methods that returns. */
    AFTER_CALL("after call", "after", MEMBERS),
    /** Before each read of certain fields. */
    BEFORE_READ("before read", "before", MEMBERS),
    /** After each read of certain fields. */
    AFTER_READ("after read", "after", MEMBERS),
    /** Before each write of certain fields. */
    BEFORE_WRITE("before write", "before", MEMBERS),
    /** After each write of certain fields. */
    AFTER_WRITE("after write", "after", MEMBERS),
    /** Before each array of certain types is made. */
    BEFORE_NEW("before new", "before", ARRAYS),
    /** After each array of certain types is made. */
    AFTER_NEW("after new", "after", ARRAYS),
    /** Before each {@code throw} of the body. */
    BEFORE_THROW("before throw", "before", COUNTED),
    /** Before the monitor of each {@code synchronized} block is asked for. */
    BEFORE_SYNCHRONIZED("before synchronized", "before", COUNTED),
    /** After the monitor of each {@code synchronized} block is got. */
    AFTER_SYNCHRONIZED("after synchronized", "after", COUNTED);

    private static final Kind[] ALL = values();
    private final String word;
    private final String identifier;
    private final int form;

    Kind(String word, String identifier, int form) {
      this.word = word;
      this.identifier = identifier;
      this.form = form;
    }

    /** A word for it that may be the name of a method, for people who read bytecode. */
    public String identifier() {
      return identifier;
    }

    /** How many kinds there are. */
    public static int count() {
      return ALL.length;
    }

    /** Whether such places are within the body, and not its ends. */
    public boolean isInside() {
      return form != PLAIN;
    }

    /** Whether such places are told by a method or field. */
    public boolean isOfMember() {
      return form == MEMBERS;
    }

    /** Whether such places are accesses of fields. */
    public boolean isOfField() {
      return this == BEFORE_READ || this == AFTER_READ || isOfWrite();
    }

    /** Whether such places are writes of fields. */
    public boolean isOfWrite() {
      return this == BEFORE_WRITE || this == AFTER_WRITE;
    }
  }

  /** What a position has to look like, for messages. */
  public static final String RULE =
      "entry, exit, throw, line 42, before (or after) call X#y, before (or after) read X#field,"
          + " before (or after) write X#field, before (or after) new X[], before throw or before"
          + " (or after) synchronized;"
          + " with a number at the end, the n-th such place only: before call X#y 2";

  /** Before the body. */
  public static final Position ENTRY = new Position(Kind.ENTRY, "", 0);

  /** Before each normal return. */
  public static final Position EXIT = new Position(Kind.EXIT, "", 0);

  /** When the method is left by an exception. */
  public static final Position THROW = new Position(Kind.THROW, "", 0);

  private static final int MOST = 65535;

  private final Kind kind;
  private final String member;
  private final int number;

  private Position(Kind kind, String member, int number) {
    this.kind = kind;
    this.member = member;
    this.number = number;
  }

  /**
   * Reads a position; the selector of a call or field is not looked at.
   *
   * @return null where it has none of the forms of {@link #RULE}
   */
  public static @Nullable Position of(String text) {
    for (Kind kind : Kind.ALL) {
      boolean alone = text.equals(kind.word);
      if (alone || text.startsWith(kind.word + " ")) {
        return of(kind, text.substring(kind.word.length()).strip());
      }
    }
    return null;
  }

  private static @Nullable Position of(Kind kind, String rest) {
    if (kind.form == PLAIN) {
      return !rest.isEmpty() ? null : kind == Kind.ENTRY ? ENTRY : kind == Kind.EXIT ? EXIT : THROW;
    }
    int blank = rest.lastIndexOf(' ');
    String last = rest.substring(blank + 1);
    boolean numbered = isNumber(last);
    int number = numbered ? number(last) : 0;
    String member = numbered ? rest.substring(0, Math.max(0, blank)).strip() : rest;
    int hash = member.indexOf('#');
    boolean fits =
        kind.form == MEMBERS
            ? hash > 0 && hash < member.length() - 1
            : kind.form == ARRAYS
                ? isArray(member)
                : member.isEmpty() && (numbered || kind.form == COUNTED);
    return fits && (!numbered || number > 0) ? new Position(kind, member, number) : null;
  }

  /** Whether it may be an array's type: {@code byte[]}, {@code com.acme.*[][]}. */
  private static boolean isArray(String type) {
    int end = type.length();
    while (type.startsWith("[]", end - 2)) {
      end -= 2;
    }
    for (int i = 0; i < end; i++) {
      char c = type.charAt(i);
      if (!Character.isJavaIdentifierPart(c) && c != '.' && c != '*') {
        return false;
      }
    }
    return end > 0 && end < type.length();
  }

  private static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** The number that digits are; 0 where it is out of range. */
  private static int number(String digits) {
    int number = 0;
    for (int i = 0; i < digits.length() && number <= MOST; i++) {
      number = number * 10 + digits.charAt(i) - '0';
    }
    return number > MOST ? 0 : number;
  }

  /** Its kind. */
  public Kind kind() {
    return kind;
  }

  /**
   * Which methods are called or which fields accessed, as a selector, or which arrays are made;
   * empty for other kinds.
   */
  public String member() {
    return member;
  }

  /** Which line, from 1 to 65,535; 0 for other kinds. */
  public int line() {
    return kind == Kind.LINE ? number : 0;
  }

  /** Which of such places in the order of the code, from 1 to 65,535; 0 for each of them. */
  public int number() {
    return kind == Kind.LINE ? 0 : number;
  }

  /** The same for each such place. */
  public Position each() {
    return number() == 0 ? this : new Position(kind, member, 0);
  }

  /** The words of the YAML's {@code at}. */
  public String word() {
    return kind.word + (member.isEmpty() ? "" : " " + member) + (number == 0 ? "" : " " + number);
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
