package dev.jinx.bootstrap;

import org.jspecify.annotations.Nullable;

/**
 * Does something to what is on its way: to the bytes of a connection, or to a datagram. (The words
 * are those of TiKV's transport filters and of Toxiproxy's toxics.)
 */
final class FilterAction extends Action {
  private final long amount;

  /**
   * @param amount bytes, bytes a second, or messages, as the word says; 0 where it takes none
   */
  FilterAction(String text, long amount) {
    super(text);
    this.amount = amount;
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
  Effect fit(Place place) throws MisfitException {
    if (Entrance.isAt(place)) {
      return this;
    }
    throw new MisfitException(
        word()
            + " acts on what a connection carries, at a point such as net#write; "
            + place.label()
            + " is a method");
  }

  @Override
  public @Nullable Replacement act(Turn turn) {
    Carried carried = turn.view == null ? null : turn.view.carried();
    if (carried != null) {
      String cannot = filter(carried, turn.arm);
      if (cannot != null) {
        turn.arm.tellError(text() + ": " + cannot);
      }
    }
    return null;
  }

  private @Nullable String filter(Carried carried, Arm arm) {
    switch (word()) {
      case "drop":
        carried.lose(arm, arm.terms().isPlain());
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
        return carried.reorder(arm, (int) amount);
    }
  }
}
