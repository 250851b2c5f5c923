package dev.jinx.bootstrap;

/** Has a thread of the agent execute the call later: {@code defer(100ms..200ms)}. */
final class DeferAction extends Action {
  private final long least;
  private final long most;

  /**
   * @param least nanoseconds
   * @param most nanoseconds
   */
  DeferAction(String text, long least, long most) {
    super(text);
    this.least = least;
    this.most = most;
  }

  @Override
  boolean isFitted() {
    return true;
  }

  @Override
  boolean wantsValues() {
    return true;
  }

  @Override
  boolean draws() {
    return least != most;
  }

  @Override
  boolean takesOver() {
    return true;
  }

  @Override
  Effect fit(Place place) throws MisfitException {
    if (Entrance.isAt(place)) {
      throw new MisfitException(
          "defer acts on calls of methods; on connections, where it does not hold the sender, right"
              + " is delay"
              + text().substring("defer".length()).strip());
    }
    return new CallFilter.Deferring(this, CallFilter.taking(this, place, "sleep(..)"));
  }

  long nanos(Turn turn) {
    return least == most ? least : least + (long) ((most - least + 1) * draw(turn));
  }
}
