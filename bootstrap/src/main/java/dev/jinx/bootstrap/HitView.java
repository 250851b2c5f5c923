package dev.jinx.bootstrap;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What conditions, captures and called methods see of a hit. It lives as long as the hit is looked
 * at, and must not be kept: it holds the application's objects.
 */
public final class HitView {
  private static final Object[] NONE = {};

  private final Site site;
  private final Arm arm;
  private final Thread thread;
  private final long number;
  private final @Nullable Object[] values;

  HitView(Site site, Arm arm, Thread thread, long number, @Nullable Object @Nullable [] values) {
    this.site = site;
    this.arm = arm;
    this.thread = thread;
    this.number = number;
    this.values = values == null ? NONE : values;
  }

  Site site() {
    return site;
  }

  /** What the site passed; not to be written to. */
  @Nullable Object[] values() {
    return values;
  }

  /** The point's name. */
  public String point() {
    return site.point().name();
  }

  /** The method: {@code com.acme.Store#commit(long)}. */
  public String method() {
    return site.label();
  }

  /** The arm's parameters, unmodifiable. */
  public Map<String, String> parameters() {
    return arm.parameters();
  }

  /** The arm's number. */
  public int arm() {
    return arm.number();
  }

  /** How many times threads have arrived under this arm, this time included: from 1. */
  public long number() {
    return number;
  }

  /** The thread. */
  public Thread thread() {
    return thread;
  }

  /** {@code this}, or null in static methods. */
  public @Nullable Object self() {
    int at = first();
    return site.shape().isStatic() || at >= values.length ? null : values[at];
  }

  /**
   * A copy of the arguments; null or zero where the method has put something else in its place. A
   * connection has none.
   */
  public @Nullable Object[] args() {
    if (carried() != null) {
      return NONE;
    }
    int from = Math.min(afterThis(), values.length);
    int count = Math.min(site.shape().arguments(), values.length - from);
    @Nullable Object[] args = new Object[Math.max(0, count)];
    System.arraycopy(values, from, args, 0, args.length);
    return args;
  }

  /** The arguments and local variables whose names the class file tells, by name; a copy. */
  public Map<String, @Nullable Object> locals() {
    Map<String, @Nullable Object> locals = new LinkedHashMap<>();
    List<String> names = site.shape().names();
    int from = afterThis();
    for (int i = 0; i < names.size() && from + i < values.length; i++) {
      if (!names.get(i).isEmpty()) {
        locals.put(names.get(i), values[from + i]);
      }
    }
    return locals;
  }

  /** What a connection carries, at a point that is there; null elsewhere. */
  public @Nullable Carried carried() {
    return values.length == 1 && values[0] instanceof Carried ? (Carried) values[0] : null;
  }

  private int afterThis() {
    return first() + (site.shape().isStatic() ? 0 : 1);
  }

  /**
   * What the method, or the call before the site, returns; the value that is read or written there;
   * null elsewhere.
   */
  public @Nullable Object result() {
    return atHand(Shape.AtHand.RESULT);
  }

  /** The exception that leaves the method, or is thrown there; null elsewhere. */
  public @Nullable Throwable exception() {
    return (Throwable) atHand(Shape.AtHand.EXCEPTION);
  }

  private @Nullable Object atHand(Shape.AtHand wanted) {
    return site.shape().atHand() == wanted && values.length > 0 ? values[0] : null;
  }

  private int first() {
    return site.shape().atHand() == Shape.AtHand.NOTHING ? 0 : 1;
  }
}
