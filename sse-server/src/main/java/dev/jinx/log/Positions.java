package dev.jinx.log;

import org.jspecify.annotations.Nullable;

/** Which positions a log has, in its files and in its window. For any thread. */
final class Positions {
  private final Window window;
  private final Past past;

  Positions(Window window, Past past) {
    this.window = window;
    this.past = past;
  }

  /** Behind the newest published event. */
  Cursor latest() {
    return window.at(window.last());
  }

  /** In front of the oldest event there is. */
  Cursor earliest() {
    Cursor start = window.at(window.first() - 1);
    Cursor oldest = past.earliest();
    return oldest == null || oldest.isAfter(start) ? start : oldest;
  }

  /** See {@link EventLog#resume}. */
  Cursor resume(Cursor unknown) {
    long boot = unknown.boot();
    boolean earlier = unknown.node().equals(window.node()) && boot < window.boot();
    return earlier && past.knows(boot, 0)
        ? new Cursor(window.node(), boot, past.lastSeq(boot))
        : earliest();
  }

  /** See {@link EventLog#lost}. */
  @Nullable Gap lost(Cursor after) {
    Gap gap = new LogReader(window, past, after.boot(), after.seq()).gap();
    return gap != null ? gap : past.lost(after, latest(), window.first());
  }

  /** See {@link EventLog#check}. */
  void check(Cursor at) throws CursorException {
    if (!at.node().equals(window.node())) {
      throw new CursorException(
          CursorException.Kind.FOREIGN,
          "cursor '"
              + at
              + "' is of node '"
              + at.node()
              + "'; this node is '"
              + window.node()
              + "'");
    }
    boolean here = at.boot() == window.boot();
    if (!here && (at.boot() > window.boot() || !past.knows(at.boot(), 0))) {
      throw unknownBoot(at);
    }
    long newest = here ? window.last() : past.lastSeq(at.boot());
    if (at.seq() > newest) {
      throw new CursorException(
          CursorException.Kind.FUTURE,
          "cursor '"
              + at
              + "' lies in the future; the newest event is '"
              + new Cursor(window.node(), at.boot(), newest)
              + "'");
    }
  }

  private CursorException unknownBoot(Cursor at) {
    Cursor oldest = past.earliest();
    boolean gone = oldest != null && at.boot() < oldest.boot();
    return new CursorException(
        gone ? CursorException.Kind.GONE : CursorException.Kind.OTHER_BOOT,
        "cursor '"
            + at
            + "' is of boot "
            + at.boot()
            + " of node '"
            + window.node()
            + (gone ? "', whose events are gone" : "'")
            + "; this is boot "
            + window.boot()
            + (gone ? ", and the oldest event follows '" + oldest + "'" : ""));
  }
}
