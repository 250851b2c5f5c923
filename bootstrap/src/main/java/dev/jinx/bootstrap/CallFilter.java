package dev.jinx.bootstrap;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of the calls of a method that sends or handles messages: each call is a message.
 * Where a call is taken over, its thread goes on at once, and one of ours executes it.
 */
final class CallFilter {
  private static final Replacement LEAVE = new Replacement(null);

  private CallFilter() {}

  /** The call is not executed. */
  static Effect dropping(Action action, Place place) throws MisfitException {
    String label = place.label();
    String stays = place.shape().stays();
    if (stays != null) {
      throw new MisfitException(action.word() + " cannot leave " + label + ": " + stays);
    }
    String returns = place.shape().returns();
    if (!returns.equals("V")) {
      throw new MisfitException(
          action.word()
              + " cannot leave "
              + label
              + ", which returns "
              + ReturnAction.name(returns)
              + "; right is "
              + ReturnAction.example(returns)
              + ", or throw(..) to tell the sender");
    }
    return new Dropping();
  }

  /**
   * How calls of that method are executed that were taken over.
   *
   * @param instead what to use where the caller waits for a result
   */
  static Recall taking(Action action, Place place, String instead) throws MisfitException {
    Recall recall = Recall.of(action.word(), place);
    String returns = place.shape().returns();
    if (!returns.equals("V")) {
      throw new MisfitException(
          action.word()
              + " cannot take calls of "
              + place.label()
              + " over, whose callers wait for "
              + ReturnAction.name(returns)
              + "; right is "
              + instead);
    }
    return recall;
  }

  private static final class Dropping implements Effect {
    @Override
    public Replacement act(Turn turn) {
      return LEAVE;
    }
  }

  /** The call is executed once more before it is, on its own thread. */
  static final class Duplicating implements Effect {
    private final Recall recall;

    Duplicating(Recall recall) {
      this.recall = recall;
    }

    @Override
    public @Nullable Replacement act(Turn turn) {
      try {
        recall.call(view(turn).values());
      } catch (Throwable thrown) {
        TakenCall.tell(turn.arm, "duplicate", recall, thrown);
      }
      return null;
    }
  }

  private static HitView view(Turn turn) {
    HitView view = turn.view;
    if (view == null) {
      throw new IllegalStateException("a hit without its values");
    }
    return view;
  }

  /** The call is taken from its thread, as long as there is room for more of them. */
  abstract static class Taking implements Effect {
    private final Action action;
    private final Recall recall;

    Taking(Action action, Recall recall) {
      this.action = action;
      this.recall = recall;
    }

    @Override
    public @Nullable Replacement act(Turn turn) {
      if (!admit(turn)) {
        turn.arm.tellError(
            action.text()
                + ": "
                + CallThread.admitted()
                + " calls are taken over and not executed yet, at most "
                + CallThread.MOST
                + " can be; further ones are executed at once, by their own threads");
        return null;
      }
      try {
        HitView view = view(turn);
        keep(new TakenCall(turn.arm, action.word(), recall, view), turn, view);
        return LEAVE;
      } catch (Throwable fault) {
        // Out of memory: its own thread executes it.
        Faults.count("taking a call over", fault);
        giveUp(turn);
        return null;
      }
    }

    void giveUp(Turn turn) {
      CallThread.done();
    }

    boolean admit(Turn turn) {
      return CallThread.admit();
    }

    abstract void keep(TakenCall call, Turn turn, HitView view);
  }

  /** It is executed later. */
  static final class Deferring extends Taking {
    private final DeferAction action;

    Deferring(DeferAction action, Recall recall) {
      super(action, recall);
      this.action = action;
    }

    @Override
    void keep(TakenCall call, Turn turn, HitView view) {
      turn.arm.backlog(turn.term).after(action.nanos(turn), call);
    }
  }

  /** It is executed together with others, in another order. */
  static final class Reordering extends Taking {
    private final Action action;
    private final int count;

    Reordering(Action action, Recall recall, int count) {
      super(action, recall);
      this.action = action;
      this.count = count;
    }

    @Override
    void keep(TakenCall call, Turn turn, HitView view) {
      turn.arm.backlog(turn.term).together(count, call, action, turn);
    }
  }

  /** Only so many are executed a second. */
  static final class Throttling extends Taking {
    private final long nanos;

    Throttling(Action action, Recall recall, long perSecond) {
      super(action, recall);
      this.nanos = 1_000_000_000L / perSecond;
    }

    @Override
    void keep(TakenCall call, Turn turn, HitView view) {
      turn.arm.backlog(turn.term).paced(nanos, call);
    }
  }

  /** It is executed when it is let go. */
  static final class Holding extends Taking {
    private final HoldAction action;

    Holding(HoldAction action, Recall recall) {
      super(action, recall);
      this.action = action;
    }

    /** A thread was taken for it before its hit was published, which names the thread. */
    @Override
    boolean admit(Turn turn) {
      return turn.waiter != null;
    }

    @Override
    void giveUp(Turn turn) {
      Waiter waiter = turn.waiter;
      if (waiter != null) {
        waiter.endSelf(Threads.table(Thread.currentThread()), Phase.EXPIRED, null);
        turn.arm.leave(waiter);
        ((CallThread) waiter.thread()).giveBack();
      }
    }

    @Override
    void keep(TakenCall call, Turn turn, HitView view) {
      Waiter waiter = turn.waiter;
      if (waiter != null) {
        ((CallThread) waiter.thread()).begin(new HeldCall(call, waiter, action.nanos, view));
      }
    }
  }
}
