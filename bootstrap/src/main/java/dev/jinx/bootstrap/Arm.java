package dev.jinx.bootstrap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One enabling of a point. What it does never changes; what it has seen does. */
public final class Arm {
  private static final VarHandle SPENT;

  static {
    try {
      SPENT = MethodHandles.lookup().findVarHandle(Arm.class, "spent", boolean.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final Point point;
  private final int number;
  private final int index;
  private final Terms terms;
  private final boolean oneShot;
  private final long seed;
  private final Map<String, String> parameters;

  // Ordered by arrival; lock-free, and leaving it is cheap however many are parked.
  private final ConcurrentSkipListMap<Long, Waiter> waiters = new ConcurrentSkipListMap<>();
  private final AtomicInteger kept = new AtomicInteger();
  private volatile boolean spent;
  private volatile boolean ended;

  /** What the scribe keeps with an arm; its own. */
  public @Nullable Object note;

  Arm(
      Point point,
      int number,
      int index,
      Terms terms,
      boolean oneShot,
      long seed,
      Map<String, String> parameters) {
    this.point = point;
    this.number = number;
    this.index = index;
    this.terms = terms;
    this.oneShot = oneShot;
    this.seed = seed;
    this.parameters = parameters;
  }

  /** The point that it enables. */
  public Point point() {
    return point;
  }

  /** Its number at the point, from 1. */
  public int number() {
    return number;
  }

  /** Its place in {@link Arms}. */
  int index() {
    return index;
  }

  /** What happens at a hit. */
  public Terms terms() {
    return terms;
  }

  /** Whether the first action uses it up. */
  public boolean oneShot() {
    return oneShot;
  }

  /** The seed of its draws. */
  public long seed() {
    return seed;
  }

  /** What its events carry, unmodifiable. */
  public Map<String, String> parameters() {
    return parameters;
  }

  /** Whether it is a one-shot that has fired. */
  public boolean isSpent() {
    return spent;
  }

  /** Whether it was disabled or replaced. */
  public boolean isEnded() {
    return ended;
  }

  /** Whether it takes hits. */
  public boolean isOn() {
    return !ended && !spent;
  }

  /** Whether it is still the one that messages go to: on, or with threads that it holds. */
  public boolean isCurrent() {
    return !ended && (!spent || !waiters.isEmpty());
  }

  /** Takes a hit: false where the arm was a one-shot and another thread had it. */
  boolean take() {
    return !oneShot || !spent && SPENT.compareAndSet(this, false, true);
  }

  void end() {
    ended = true;
  }

  void add(Waiter waiter) {
    waiters.put(waiter.id(), waiter);
  }

  void remove(Waiter waiter) {
    waiters.remove(waiter.id());
  }

  /** Whether no thread of its hits is in its pause, or on the way out of it. */
  boolean isEmpty() {
    return waiters.isEmpty();
  }

  /** The waiter with that id, or null once its thread has gone on. */
  public @Nullable Waiter waiter(long id) {
    return waiters.get(id);
  }

  /** The threads that it holds now, in the order of their arrival. */
  public List<Waiter> waiters() {
    List<Waiter> held = new ArrayList<>();
    for (Waiter waiter : waiters.values()) {
      if (waiter.isHeld()) {
        held.add(waiter);
      }
    }
    return held;
  }

  /** Messages kept for threads that have not arrived yet. */
  public int kept() {
    return kept.get();
  }

  void keep() {
    kept.incrementAndGet();
  }

  /** Gives back what {@link #takeKept} took; who came and parked meanwhile looks for it again. */
  void giveBackKept() {
    kept.incrementAndGet();
    for (Waiter waiter : waiters()) {
      LockSupport.unpark(waiter.thread());
    }
  }

  boolean takeKept() {
    for (int n = kept.get(); n > 0; n = kept.get()) {
      if (kept.compareAndSet(n, n - 1)) {
        return true;
      }
    }
    return false;
  }
}
