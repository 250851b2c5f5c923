package dev.jinx.bootstrap;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** An injection point: its declaration, where it was woven, its arms and its count of hits. */
public final class Point {
  private final int id;
  private volatile Declaration declaration;
  private final Calls calls = new Calls();
  private final List<Woven> woven = new ArrayList<>();
  private @Nullable String failure;
  private final Set<Long> without = new HashSet<>();
  private volatile int lastArm;
  private volatile long hits;
  private final AtomicLong rejected = new AtomicLong();
  private final AtomicLong errors = new AtomicLong();
  private volatile boolean undeclared;

  /** What the scribe keeps with a point; its own. */
  public @Nullable Object note;

  private final @Nullable Gate gate;

  Point(int id, Declaration declaration) {
    this(id, declaration, null);
  }

  Point(int id, Declaration declaration, @Nullable Gate gate) {
    this.id = id;
    this.declaration = declaration;
    this.gate = gate;
  }

  /** What decides instead of arms, where it is no declared point. */
  @Nullable Gate gate() {
    return gate;
  }

  /** Opens or closes a gate: whether its sites look at calls. For one who holds Arming's lock. */
  public void open(boolean open) {
    calls.switchTo(open ? Mode.WITH_VALUES : Mode.OFF);
  }

  /** Its place in the order of declaration. */
  public int id() {
    return id;
  }

  /** Its name. */
  public String name() {
    return declaration.name();
  }

  /** What was declared. */
  public Declaration declaration() {
    return declaration;
  }

  /** Is declared, having been armed before; once, ahead of all weaving. */
  void become(Declaration declared) {
    declaration = declared;
  }

  Calls calls() {
    return calls;
  }

  Mode mode() {
    return calls.mode();
  }

  /** How many arms it has had. */
  public int armed() {
    return lastArm;
  }

  /** How often conditions of its arms did not hold. */
  public long rejected() {
    return rejected.get();
  }

  void countRejected() {
    rejected.incrementAndGet();
  }

  /** Errors of its arms' expressions. */
  public long errors() {
    return errors.get();
  }

  void countError() {
    errors.incrementAndGet();
  }

  /** Whether it was taken back. */
  public boolean isUndeclared() {
    return undeclared;
  }

  void undeclare() {
    undeclared = true;
  }

  /** Number of the next arm; under Arming's lock. */
  int nextArm() {
    int next = lastArm + 1;
    lastArm = next;
    return next;
  }

  /** The arms that are not ended, oldest first; spent one-shots among them while they hold. */
  public List<Arm> arms() {
    List<Arm> current = new ArrayList<>();
    Arm[] arms = Callbacks.current.of(this);
    for (int i = 0; i < arms.length; i++) {
      if (arms[i].isCurrent()) {
        current.add(arms[i]);
      }
    }
    return current;
  }

  /** Whether some arm takes hits. */
  public boolean isEnabled() {
    for (Arm arm : arms()) {
      if (arm.isOn()) {
        return true;
      }
    }
    return false;
  }

  /** Threads that it holds now. */
  public List<Waiter> waiters() {
    List<Waiter> waiters = new ArrayList<>();
    for (Arm arm : arms()) {
      waiters.addAll(arm.waiters());
    }
    return waiters;
  }

  /** Hits that the scribe has counted; they outlive every arm. */
  public long hits() {
    return hits;
  }

  /** For the scribe, the only one who counts. */
  public long countHit() {
    long now = hits + 1;
    hits = now;
    return now;
  }

  /** Tells what became of the point in a class; replaces what was told of that class before. */
  public void tell(Woven told) {
    synchronized (this) {
      for (int i = woven.size() - 1; i >= 0; i--) {
        if (woven.get(i).isGone() || woven.get(i).isSameClass(told)) {
          woven.remove(i);
        }
      }
      woven.add(told);
    }
    if (!told.sites().isEmpty()) {
      Fitting.look(this);
    }
  }

  /** Tells that the JVM did not take the class as it was woven; of other classes nothing. */
  public synchronized void refuse(Woven told) {
    for (int i = 0; i < woven.size(); i++) {
      if (woven.get(i).isSameClass(told) && !woven.get(i).methods().isEmpty()) {
        woven.set(i, told);
      }
    }
  }

  /**
   * Tells that a class which a wildcard or subtype selector means has no such method or place. It
   * is counted once, however often it is told.
   */
  public synchronized void tellWithout(String className, @Nullable ClassLoader loader) {
    without.add((long) className.hashCode() << 32 | System.identityHashCode(loader));
  }

  /** Tells that the point can be woven nowhere. */
  public synchronized void fail(String reason) {
    failure = reason;
  }

  /** Its state now. */
  public synchronized PointState state() {
    List<Woven> present = new ArrayList<>();
    for (Woven told : woven) {
      if (!told.isGone()) {
        present.add(told);
      }
    }
    String reason = failure;
    for (Arm arm : arms()) {
      reason = reason == null ? arm.misfit() : reason;
    }
    return new PointState(present, without.size(), reason);
  }
}
