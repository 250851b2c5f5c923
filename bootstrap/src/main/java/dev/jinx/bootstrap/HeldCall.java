package dev.jinx.bootstrap;

/** A call that was taken from its thread and waits to be let go; the thread of ours that does. */
final class HeldCall implements Runnable {
  private final TakenCall call;
  private final Waiter waiter;
  private final long nanos;
  private final HitView view;

  HeldCall(TakenCall call, Waiter waiter, long nanos, HitView view) {
    this.call = call;
    this.waiter = waiter;
    this.nanos = nanos;
    this.view = view;
  }

  @Override
  public void run() {
    try {
      Parking.park(waiter, nanos);
    } catch (Throwable fault) {
      // Out of memory: it must not be lost for that.
      Faults.count("holding a call", fault);
    } finally {
      waiter.arm().leave(waiter);
    }
    if (goesOn()) {
      call.execute();
    } else {
      call.forget();
    }
  }

  /** Does what was decided at its release. */
  private boolean goesOn() {
    Outcome outcome = waiter.outcome();
    try {
      Replacement instead =
          outcome == null ? null : outcome.effect().act(new Turn(waiter.arm(), 0, null, view));
      return instead == null;
    } catch (Throwable thrown) {
      call.fail(thrown);
      return false;
    }
  }
}
