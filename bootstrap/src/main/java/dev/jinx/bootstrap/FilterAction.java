package dev.jinx.bootstrap;

import org.jspecify.annotations.Nullable;

/**
 * Does something to what is on its way: to the bytes of a connection, to a datagram, or to the call
 * of a method that sends or handles a message. (The words are those of TiKV's transport filters and
 * of Toxiproxy's toxics.)
 */
final class FilterAction extends Action {
  private final long amount;
  private final boolean calls;

  /**
   * @param amount bytes, bytes a second, or messages, as the word says; 0 where it takes none
   */
  FilterAction(String text, long amount) {
    this(text, amount, false);
  }

  /**
   * @param calls whether the amount is of calls a second
   */
  FilterAction(String text, long amount, boolean calls) {
    super(text);
    this.amount = amount;
    this.calls = calls;
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
  boolean takesOver() {
    return word().equals("reorder") || word().equals("throttle");
  }

  @Override
  boolean draws() {
    return word().equals("reorder");
  }

  @Override
  Effect fit(Place place) throws MisfitException {
    if (!Entrance.isAt(place)) {
      return ofCalls(place);
    }
    if (calls) {
      throw new MisfitException(
          text()
              + " counts calls of methods; on connections right are bytes a second, such as"
              + " throttle(64KB)");
    }
    return this;
  }

  private Effect ofCalls(Place place) throws MisfitException {
    switch (word()) {
      case "drop":
        return CallFilter.dropping(this, place);
      case "duplicate":
        return new CallFilter.Duplicating(Recall.of(word(), place));
      case "reorder":
        return new CallFilter.Reordering(
            this, CallFilter.taking(this, place, "sleep(..)"), (int) amount);
      case "throttle":
        if (calls) {
          return new CallFilter.Throttling(
              this, CallFilter.taking(this, place, "sleep(..)"), amount);
        }
        throw new MisfitException(
            text()
                + " counts bytes of connections; "
                + place.label()
                + " is a method, and right are calls a second, such as throttle(10/s)");
      default:
        throw new MisfitException(
            word()
                + " acts on what a connection carries, at a point such as net#write; "
                + place.label()
                + " is a method");
    }
  }

  @Override
  public @Nullable Replacement act(Turn turn) {
    Carried carried = turn.view == null ? null : turn.view.carried();
    if (carried != null) {
      String cannot = filter(carried, turn);
      if (cannot != null) {
        turn.arm.tellError(text() + ": " + cannot);
      }
    }
    return null;
  }

  private @Nullable String filter(Carried carried, Turn turn) {
    Arm arm = turn.arm;
    switch (word()) {
      case "drop":
        // What is decided at a release is for the one transmission alone.
        carried.lose(
            arm, arm.terms().isPlain() && arm.terms().action(turn.term) == this && !arm.oneShot());
        return null;
      case "reset":
        carried.reset(arm);
        return null;
      case "refuse":
        carried.refuse(arm);
        return null;
      case "hang":
        carried.hang(arm);
        return null;
      case "slice":
        carried.slice(arm, amount);
        return null;
      case "throttle":
        carried.throttle(arm, amount);
        return null;
      case "limit":
        carried.limit(arm, amount);
        return null;
      case "duplicate":
        return carried.duplicate(arm);
      default:
        return carried.reorder(arm, (int) amount, draw(turn));
    }
  }
}
