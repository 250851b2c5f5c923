package dev.jinx.control;

/** There is no lease of that name: it ran out, was ended, or never was. */
public final class UnknownLeaseException extends Exception {
  private static final long serialVersionUID = 1;

  private final String id;

  UnknownLeaseException(String id) {
    super("no lease '" + id + "': it ran out, was ended, or never was");
    this.id = id;
  }

  /** What was given. */
  public String id() {
    return id;
  }
}
