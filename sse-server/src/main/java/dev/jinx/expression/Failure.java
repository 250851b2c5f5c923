package dev.jinx.expression;

/** An expression that could be read but not computed. Holds text only: no object, no stack. */
final class Failure extends Exception {
  private static final long serialVersionUID = 1;

  Failure(String reason) {
    super(reason, null, false, false);
  }

  String reason() {
    String reason = getMessage();
    return reason == null ? "" : reason;
  }

  /** The reason alone: it is told as it is. */
  @Override
  public String toString() {
    return reason();
  }

  /** What to say of something that was thrown while an expression was computed. */
  static String of(Throwable thrown) {
    if (thrown instanceof Failure failure) {
      return failure.reason();
    }
    String name = thrown.getClass().getName();
    try {
      String message = thrown.getMessage();
      return message == null ? name : name + ": " + Texts.cut(message);
    } catch (Throwable again) {
      // Application code, too: its message may be computed.
      return name;
    }
  }
}
