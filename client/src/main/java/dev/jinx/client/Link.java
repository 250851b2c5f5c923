package dev.jinx.client;

import org.jspecify.annotations.Nullable;

/**
 * How the stream behind a tape fares.
 *
 * @param state where it stands
 * @param reconnects how often it was lost and came back
 * @param cause the last failure, or null
 */
record Link(State state, int reconnects, @Nullable Throwable cause) {
  static final Link NEW = new Link(State.LIVE, 0, null);

  enum State {
    LIVE,
    LOST,
    DEAD,
    REFUSED,
    CLOSED
  }

  Link with(State next, @Nullable Throwable why) {
    boolean back = state != State.LIVE && next == State.LIVE;
    return new Link(next, reconnects + (back ? 1 : 0), why == null ? cause : why);
  }

  /** Whether nothing more will come, unless a new life begins. */
  boolean over() {
    return state != State.LIVE && state != State.LOST;
  }

  @Override
  public String toString() {
    String why = cause == null ? "" : " (" + cause.getMessage() + ")";
    String now =
        switch (state) {
          case LIVE -> "connected";
          case LOST -> "connection lost, reconnecting" + why;
          case DEAD -> "the JVM is dead" + why;
          case REFUSED -> "the stream was refused" + why;
          case CLOSED -> "closed";
        };
    return reconnects == 0 ? now : now + ", reconnected " + reconnects + " times";
  }
}
