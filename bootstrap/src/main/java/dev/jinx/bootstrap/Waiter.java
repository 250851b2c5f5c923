package dev.jinx.bootstrap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread parked at a point.
 *
 * <p>Whoever claims its end first publishes it: exactly one of {@code released}, {@code expired}
 * and {@code disabled} follows each {@code parked}, and the thread goes on only after that, so that
 * nothing it does next can be numbered before it.
 */
public final class Waiter {
  private static final VarHandle CLAIM;

  static {
    try {
      CLAIM = MethodHandles.lookup().findVarHandle(Waiter.class, "claimed", boolean.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final Thread thread;
  private final long caller;
  private final Arm arm;
  private final Site site;
  private final int shard;
  private final long id;
  private final long parkedNanos;
  private final int term;
  private final @Nullable ClassLoader loader;
  private final @Nullable Note captured;

  // Set by CLAIM.
  private volatile boolean claimed;

  private @Nullable Outcome outcome;
  private volatile @Nullable Phase end;
  private volatile long hit;
  private volatile long seq;

  Waiter(
      Thread thread,
      long caller,
      Arm arm,
      int term,
      Site site,
      @Nullable ClassLoader loader,
      int shard,
      long id,
      @Nullable Note captured) {
    this.thread = thread;
    this.caller = caller;
    this.arm = arm;
    this.term = term;
    this.site = site;
    this.loader = loader;
    this.shard = shard;
    this.id = id;
    this.captured = captured;
    this.parkedNanos = System.nanoTime();
  }

  /** The parked thread; it is one of ours where the action has taken the call over. */
  public Thread thread() {
    return thread;
  }

  /** Whether the thread of that number parks, or made the call with which another one does. */
  boolean isOf(long number) {
    return number == caller || number == Threads.id(thread);
  }

  /** The arm under which it parked. */
  public Arm arm() {
    return arm;
  }

  /** Where it parked. */
  public Site site() {
    return site;
  }

  /** The pause that holds it. */
  public Action action() {
    return arm.terms().action(term);
  }

  /** The place in which an outcome has to fit. */
  Place place() {
    return new Place(site, loader);
  }

  /** What was decided at its release, or null to go on; to be asked once it is let go. */
  @Nullable Outcome outcome() {
    return outcome;
  }

  /** What its event tells of the hit's values, as JSON; null where that is nothing. */
  public byte @Nullable [] captured() {
    return captured == null || captured.kind != Note.JSON ? null : captured.bytes;
  }

  /** The number of the thread's table. */
  public int shard() {
    return shard;
  }

  /** A number that no other waiter of this JVM has; never 0. */
  public long id() {
    return id;
  }

  /** When it parked, on the clock of {@link System#nanoTime}. */
  public long parkedNanos() {
    return parkedNanos;
  }

  /** The number of its hit at the point, 0 until the scribe has numbered it. */
  public long hit() {
    return hit;
  }

  /** The seq of its {@code parked} event, 0 until the scribe has numbered it. */
  public long seq() {
    return seq;
  }

  /** For the scribe: what numbers its {@code parked} event got. */
  public void numbered(long hit, long seq) {
    this.hit = hit;
    this.seq = seq;
  }

  /** Whether it has not been let go yet. */
  public boolean isHeld() {
    return end == null;
  }

  /** Whether somebody is letting it go, or has done so. */
  boolean isClaimed() {
    return claimed;
  }

  /**
   * Lets the thread go, from a thread of the agent that holds the lock of {@link Arming}.
   *
   * @param decided what it shall do then, or null to go on
   * @param reason for its event, or null
   * @return false where somebody else did so before
   */
  boolean end(Phase phase, @Nullable Outcome decided, @Nullable String reason) {
    if (!CLAIM.compareAndSet(this, false, true)) {
      return false;
    }
    ThreadTable control = ThreadTable.CONTROL;
    int ticket = control.enter();
    try {
      outcome = decided;
      Note note = Note.text(decided == null ? reason : decided.text());
      control.publish(site, arm, phase, term, id, note, thread);
    } finally {
      // Whatever happens: who has the claim is the only one who can let the thread go.
      end = phase;
      control.leave(ticket);
      LockSupport.unpark(thread);
    }
    Wake.scribe();
    return true;
  }

  /** Ends the wait from the parked thread itself; false where somebody else is doing so. */
  boolean endSelf(ThreadTable table, Phase phase, @Nullable Outcome decided) {
    Note note = Note.text(decided == null ? null : decided.text());
    int ticket = table.enter();
    try {
      if (!CLAIM.compareAndSet(this, false, true)) {
        return false;
      }
      try {
        outcome = decided;
        table.publish(site, arm, phase, term, id, note, thread);
      } finally {
        end = phase;
      }
    } finally {
      table.leave(ticket);
    }
    Wake.scribe();
    return true;
  }
}
