package dev.jinx.bootstrap;

import org.jspecify.annotations.Nullable;

/**
 * What happens at a hit, after it was published. Immutable; one instance serves many threads.
 *
 * <p>{@link #act} runs on the application's thread with no lock held and inside no section, so that
 * it holds up neither other threads nor a disable.
 */
public abstract class Action {
  private final String text;

  Action(String text) {
    this.text = text;
  }

  /** The action as it was written: {@code sleep(200ms)}. */
  public final String text() {
    return text;
  }

  /** The event's {@code type}. */
  public abstract String type();

  /** Whether the hit itself is all. */
  boolean isInstant() {
    return false;
  }

  /** Whether it stops the thread until it is let go, so that its hit is {@link Phase#PARKED}. */
  boolean parks() {
    return false;
  }

  /**
   * Does it.
   *
   * @param waiter the entry of this thread among the parked ones, where {@link #parks()}
   * @return null to go on with the method
   * @throws Throwable what the action is there to throw into the application
   */
  abstract @Nullable Replacement act(@Nullable Waiter waiter) throws Throwable;

  /** Publishes the hit, and nothing else. */
  static final class Observe extends Action {
    Observe() {
      super("observe");
    }

    @Override
    public String type() {
      return "observe";
    }

    @Override
    boolean isInstant() {
      return true;
    }

    @Override
    @Nullable Replacement act(@Nullable Waiter waiter) {
      return null;
    }
  }

  /** Holds the thread for a time. */
  static final class Sleep extends Action {
    private final long nanos;

    Sleep(String text, long nanos) {
      super(text);
      this.nanos = nanos;
    }

    @Override
    public String type() {
      return "sleep";
    }

    @Override
    @Nullable Replacement act(@Nullable Waiter waiter) {
      Parking.sleep(nanos);
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
    @Nullable Replacement act(@Nullable Waiter waiter) {
      if (waiter != null) {
        Parking.park(waiter, nanos);
      }
      return null;
    }
  }
}
