package dev.jinx.bootstrap;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages: letting parked threads go, each with what it shall do then. For the agent's threads.
 */
public final class Releasing {
  private Releasing() {}

  /** Which parked threads are meant. Immutable. */
  public static final class Choice {
    private final @Nullable String lease;
    private final @Nullable Long thread;
    private final @Nullable Long hit;
    private final int most;

    /**
     * @param lease only threads held by the arm of that lease, or null
     * @param thread only the thread of that number, or null; also the one whose calls are held
     * @param hit only the thread of that hit, or null
     * @param most at most so many, those first that came first
     */
    public Choice(@Nullable String lease, @Nullable Long thread, @Nullable Long hit, int most) {
      this.lease = lease;
      this.thread = thread;
      this.hit = hit;
      this.most = most;
    }

    boolean isOne() {
      return thread != null || hit != null;
    }

    boolean means(Arm arm) {
      return lease == null || lease.equals(arm.lease());
    }

    boolean means(Waiter waiter) {
      return (thread == null || waiter.isOf(thread)) && (hit == null || hit == waiter.hit());
    }
  }

  /** What a message did. */
  public static final class Done {
    private final int released;
    private final int kept;

    Done(int released, int kept) {
      this.released = released;
      this.kept = kept;
    }

    /** Threads that go on now. */
    public int released() {
      return released;
    }

    /** Messages kept for threads that have not arrived yet. */
    public int kept() {
      return kept;
    }
  }

  /**
   * Lets parked threads of the point go; where none is parked and none was named, every arm that is
   * on, and has a pause, keeps the message for the next thread to arrive.
   *
   * @param outcome what they shall do then, or null to go on
   * @throws MisfitException where the outcome cannot be had where one of them stands, or will; then
   *     nobody is let go
   */
  public static Done release(Point point, Choice choice, @Nullable Terms outcome)
      throws MisfitException {
    List<Arm> arms = new ArrayList<>();
    List<Waiter> chosen = new ArrayList<>();
    synchronized (Arming.LOCK) {
      // A one-shot may have fired whose thread is not among the waiters yet.
      Tables.quiesce();
      choose(point, choice, arms, chosen);
    }
    // Without the lock: this asks loaders of the application, whose locks a parked thread may hold.
    List<@Nullable Outcome> outcomes = new ArrayList<>();
    for (Waiter waiter : chosen) {
      outcomes.add(Kept.of(outcome, waiter));
    }
    int released = 0;
    synchronized (Arming.LOCK) {
      // A thread stands among the waiters before it has published that: its end comes after.
      Tables.quiesce();
      for (int i = 0; i < chosen.size() && released < choice.most; i++) {
        released += chosen.get(i).end(Phase.RELEASED, outcomes.get(i), null) ? 1 : 0;
      }
    }
    if (released > 0 || choice.isOne()) {
      return new Done(released, 0);
    }
    if (outcome == null) {
      return new Done(0, keep(arms, Kept.CONTINUE));
    }
    Fitting.check(point, outcome);
    return new Done(0, keep(arms, new Kept(outcome)));
  }

  private static void choose(Point point, Choice choice, List<Arm> arms, List<Waiter> chosen) {
    for (Arm arm : point.arms()) {
      if (choice.means(arm)) {
        arms.add(arm);
        for (Waiter waiter : arm.waiters()) {
          if (choice.means(waiter)) {
            chosen.add(waiter);
          }
        }
      }
    }
  }

  private static int keep(List<Arm> arms, Kept message) {
    int kept = 0;
    synchronized (Arming.LOCK) {
      for (Arm arm : arms) {
        // Where nothing ever parks, nobody would take it.
        if (arm.isOn() && arm.terms().parks()) {
          arm.keep(message);
          kept++;
        }
      }
    }
    return kept;
  }
}
