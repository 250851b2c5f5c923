package dev.jinx.bootstrap;

/**
 * Takes the call from its thread, which goes on, and parks with it until a message, the end of the
 * arm, or its time: {@code hold(30s)}.
 */
final class HoldAction extends Action {
  final long nanos;

  /**
   * @param nanos how long at most
   */
  HoldAction(String text, long nanos) {
    super(text);
    this.nanos = nanos;
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
  boolean parks() {
    return true;
  }

  @Override
  boolean takesOver() {
    return true;
  }

  @Override
  Effect fit(Place place) throws MisfitException {
    if (Entrance.isAt(place)) {
      throw new MisfitException(
          "hold acts on calls of methods; on connections right is pause, which holds the thread,"
              + " or drop, which holds what it sends until the arm ends");
    }
    return new CallFilter.Holding(this, CallFilter.taking(this, place, "pause"));
  }
}
