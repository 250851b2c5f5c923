package dev.jinx.client;

/**
 * A stream without a filter has gone from one position to another with events between them, and no
 * gap was told: an agent, or what stands between, has lost them. The reader's position stays where
 * it was; whoever can do without them begins a new stream behind {@link #after}.
 */
public final class JumpException extends JinxException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // a record of a string and two numbers
  private final Cursor before;

  @SuppressWarnings("serial")
  private final Cursor after;

  JumpException(Cursor before, Cursor after) {
    super(
        before.node().equals(after.node())
            ? "the stream jumped from " + before + " to " + after + ", and no gap was told"
            : "the stream was at " + before + ", and now another node answers: " + after,
        null);
    this.before = before;
    this.after = after;
  }

  /** The last position before the jump. */
  public Cursor before() {
    return before;
  }

  /** The position that came then. */
  public Cursor after() {
    return after;
  }
}
