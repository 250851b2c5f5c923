package dev.jinx.bootstrap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One enabling of a point. What it does never changes; what it has seen does. */
public final class Arm {
  private static final VarHandle SPENT;
  private static final VarHandle MISFIT;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      SPENT = lookup.findVarHandle(Arm.class, "spent", boolean.class);
      MISFIT = lookup.findVarHandle(Arm.class, "misfit", String.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final Point point;
  private final int number;
  private final int index;
  private final ArmSpec spec;
  private final Terms terms;
  private final boolean oneShot;
  private final @Nullable Capture capture;
  private final boolean looks;
  private final boolean observes;
  private final @Nullable Chain chain;
  private final Backlog[] backlogs;

  // Ordered by arrival; lock-free, and leaving it is cheap however many are parked.
  private final ConcurrentSkipListMap<Long, Waiter> waiters = new ConcurrentSkipListMap<>();
  private final ConcurrentLinkedDeque<Kept> kept = new ConcurrentLinkedDeque<>();
  private final AtomicLong arrivals = new AtomicLong();
  private final AtomicLong rejected = new AtomicLong();
  private final AtomicLong errors = new AtomicLong();
  private volatile @Nullable String error;
  private volatile @Nullable String misfit;
  private volatile boolean spent;
  private volatile boolean ended;
  private volatile long hits;

  /** What the scribe keeps with an arm; its own. */
  public @Nullable Object note;

  Arm(Point point, int number, int index, ArmSpec spec) {
    this.point = point;
    this.number = number;
    this.index = index;
    this.spec = spec;
    this.terms = spec.terms;
    this.oneShot = spec.oneShot;
    this.capture = point.declaration().isOnConnections() ? new Facts(spec.capture) : spec.capture;
    this.looks = spec.condition != null || capture != null || terms.wantsValues();
    this.observes = terms.onlyObserve() && !oneShot && !looks;
    this.chain = terms.isPlain() ? null : new Chain(terms, spec.seed);
    boolean takes = terms.takesOver() && !point.declaration().isOnConnections();
    this.backlogs = new Backlog[takes ? terms.size() : 0];
    for (int i = 0; i < backlogs.length; i++) {
      backlogs[i] = new Backlog(this, terms.action(i).word());
    }
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

  /** How far it has come in its terms; null where they need no counting. */
  @Nullable Chain chain() {
    return chain;
  }

  /** Whether the first action other than {@code off} uses it up. */
  public boolean oneShot() {
    return oneShot;
  }

  /** The seed of its draws. */
  public long seed() {
    return spec.seed;
  }

  /** What its events carry, unmodifiable. */
  public Map<String, String> parameters() {
    return spec.parameters;
  }

  /** Which hits it takes, or null for all. */
  public @Nullable Condition condition() {
    return spec.condition;
  }

  /** What its events tell of a hit's values, or null. */
  public @Nullable Capture capture() {
    return capture;
  }

  /** The lease with which it ends, or null. */
  public @Nullable String lease() {
    return spec.lease;
  }

  /**
   * Whether each hit is published and nothing else. Such an arm cannot be spent nor misfit, and one
   * that has ended is found no more: whether it is on need not be asked.
   */
  boolean onlyObserves() {
    return observes;
  }

  /** Whether something of it looks at a hit's values. */
  boolean looks() {
    return looks;
  }

  /** Whether it is a one-shot that has fired. */
  public boolean isSpent() {
    return spent;
  }

  /** Whether its terms have acted as often as they may, so that further hits do nothing. */
  public boolean isExhausted() {
    return chain != null && chain.isExhausted();
  }

  /** Whether it was disabled or replaced. */
  public boolean isEnded() {
    return ended;
  }

  /** Whether it takes hits. */
  public boolean isOn() {
    return !ended && !spent && misfit == null;
  }

  /** Whether it is still the one that messages go to: on, or with threads that it holds. */
  public boolean isCurrent() {
    return !ended && (!spent || !waiters.isEmpty());
  }

  /** The hit took no part in it: the arm was a one-shot and another thread had it. */
  static final int LOST = -2;

  /** Takes a hit: the term that acts, {@link Chain#NOTHING}, or {@link #LOST}. */
  int take() {
    if (oneShot && spent) {
      return LOST;
    }
    int term = chain == null ? 0 : chain.next();
    boolean uses = oneShot && term >= 0 && !terms.action(term).isSilent();
    return uses && !SPENT.compareAndSet(this, false, true) ? LOST : term;
  }

  /** The number of an arrival, from 1. */
  long arrive() {
    return arrivals.incrementAndGet();
  }

  /** Whether the condition holds; one that fails does not, and is counted. */
  boolean holds(HitView view) {
    Condition condition = spec.condition;
    if (condition == null) {
      return true;
    }
    try {
      if (condition.holds(view)) {
        return true;
      }
    } catch (Throwable failed) {
      tellError("when: " + failed);
    }
    rejected.incrementAndGet();
    point.countRejected();
    return false;
  }

  /**
   * Counts an error of its expressions or actions; the first is kept.
   *
   * @return whether it is the first
   */
  public boolean tellError(String text) {
    boolean first = errors.getAndIncrement() == 0;
    point.countError();
    if (error == null) {
      error = text;
    }
    return first;
  }

  /** Errors of its expressions and actions so far. */
  public long errors() {
    return errors.get();
  }

  /** The first of them, or null. */
  public @Nullable String error() {
    return error;
  }

  /** How often its condition did not hold. */
  public long rejected() {
    return rejected.get();
  }

  /** Hits that the scribe has counted. */
  public long hits() {
    return hits;
  }

  /** For the scribe, the only one who counts. */
  public void countHit() {
    hits = hits + 1;
  }

  /** Why it cannot act in a class that was woven after it began, or null. */
  public @Nullable String misfit() {
    return misfit;
  }

  /** Tells that it cannot act; true for the first to do so. */
  boolean tellMisfit(String reason) {
    return MISFIT.compareAndSet(this, null, reason);
  }

  void end() {
    ended = true;
    if (takesOver()) {
      CallClock.wake();
    }
  }

  /** Whether threads of ours execute calls that its hits were. */
  boolean takesOver() {
    return backlogs.length > 0;
  }

  /** The calls that a term has taken over. */
  Backlog backlog(int term) {
    return backlogs[term];
  }

  void add(Waiter waiter) {
    waiters.put(waiter.id(), waiter);
  }

  /** The thread has been let go; it throws nothing. */
  void leave(Waiter waiter) {
    try {
      waiters.remove(waiter.id());
    } catch (Throwable fault) {
      Faults.count("letting a thread go", fault);
    }
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
    return kept.size();
  }

  /** Keeps a message for the next thread; who came and parked meanwhile looks for it. */
  void keep(Kept message) {
    kept.add(message);
    wakeAll();
  }

  /** Gives back what {@link #takeKept} took. */
  void giveBackKept(Kept message) {
    kept.addFirst(message);
    wakeAll();
  }

  private void wakeAll() {
    for (Waiter waiter : waiters()) {
      LockSupport.unpark(waiter.thread());
    }
  }

  @Nullable Kept takeKept() {
    return kept.poll();
  }
}
