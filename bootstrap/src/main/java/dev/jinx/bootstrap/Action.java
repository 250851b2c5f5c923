package dev.jinx.bootstrap;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** What happens at a hit, after it was published. Immutable; one instance serves many threads. */
public abstract class Action implements Effect {
  private final String text;

  Action(String text) {
    this.text = text;
  }

  /** The action as it was written: {@code sleep(200ms)}. */
  public final String text() {
    return text;
  }

  /** Its word: {@code sleep}. */
  public final String word() {
    int open = text.indexOf('(');
    return open < 0 ? text : text.substring(0, open).strip();
  }

  /** The event's {@code type}. */
  public String type() {
    return word();
  }

  /** Whether the hit itself is all. */
  boolean isInstant() {
    return false;
  }

  /** Whether its hit is counted, but not published. */
  boolean isSilent() {
    return false;
  }

  /** Whether it stops the thread until it is let go, so that its hit is {@link Phase#PARKED}. */
  boolean parks() {
    return false;
  }

  /** Whether calls that it takes from their threads are executed by threads of ours. */
  boolean takesOver() {
    return false;
  }

  /** Whether what it does depends on the method. */
  boolean isFitted() {
    return false;
  }

  /** Whether it wants the hit's values. */
  boolean wantsValues() {
    return false;
  }

  /** Whether each acting draws something, so that it has to be counted. */
  boolean draws() {
    return false;
  }

  /**
   * What it does at that place.
   *
   * @throws MisfitException where it cannot act there
   */
  Effect fit(Place place) throws MisfitException {
    return this;
  }

  @Override
  public @Nullable Replacement act(Turn turn) throws Throwable {
    return null;
  }

  /** A number from 0 to 1, 1 excluded: the next one of the arm's seed. */
  final double draw(Turn turn) {
    Chain chain = turn.arm.chain();
    // A time that was decided at release is no part of the arm's draws.
    return chain != null && turn.arm.terms().action(turn.term) == this
        ? chain.drawTime(turn.term)
        : ThreadLocalRandom.current().nextDouble();
  }

  /** Publishes the hit, and nothing else; as an outcome, goes on. */
  static final class Observe extends Action {
    Observe() {
      this("observe");
    }

    Observe(String text) {
      super(text);
    }

    @Override
    boolean isInstant() {
      return true;
    }
  }

  /** Ends the chain: nothing happens, nothing is published. */
  static final class Off extends Action {
    Off() {
      super("off");
    }

    @Override
    boolean isInstant() {
      return true;
    }

    @Override
    boolean isSilent() {
      return true;
    }
  }

  /** Lets other threads run. */
  static final class Yield extends Action {
    Yield() {
      super("yield");
    }

    @Override
    public @Nullable Replacement act(Turn turn) {
      Thread.yield();
      return null;
    }
  }

  /** Holds the thread for a time, of fixed or of drawn length. */
  static final class Sleep extends Action {
    private final long least;
    private final long most;
    private final boolean busy;

    /**
     * @param least nanoseconds
     * @param most nanoseconds
     * @param busy whether the thread shall work instead of sleep
     */
    Sleep(String text, long least, long most, boolean busy) {
      super(text);
      this.least = least;
      this.most = most;
      this.busy = busy;
    }

    @Override
    boolean draws() {
      return least != most;
    }

    @Override
    public @Nullable Replacement act(Turn turn) {
      long nanos = least;
      if (least != most) {
        nanos += (long) ((most - least + 1) * draw(turn));
      }
      Carried carried = busy && turn.view != null ? turn.view.carried() : null;
      if (carried != null) {
        // What is on its way can be late without its sender being held.
        carried.delay(turn.arm, nanos);
      } else if (busy) {
        Parking.spin(turn.arm, nanos);
      } else {
        Parking.sleep(turn.arm, nanos);
      }
      return null;
    }
  }

  /** Holds the thread until a message, the end of the arm, or its time. */
  static final class Pause extends Action {
    private final long nanos;

    Pause(String text, long nanos) {
      super(text);
      this.nanos = nanos;
    }

    @Override
    public String type() {
      return "handler";
    }

    @Override
    boolean parks() {
      return true;
    }

    @Override
    public @Nullable Replacement act(Turn turn) throws Throwable {
      Waiter waiter = turn.waiter;
      if (waiter == null) {
        return null;
      }
      try {
        Parking.park(waiter, nanos);
      } finally {
        turn.arm.leave(waiter);
      }
      Outcome outcome = waiter.outcome();
      return outcome == null ? null : outcome.effect().act(new Turn(turn.arm, 0, null, turn.view));
    }
  }
}
