package dev.jinx.client.cluster;

import dev.jinx.client.internal.Closing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * A test's word, up or down, that filters follow: see {@link Messages#whileTrue}. They follow at
 * once: when {@link #raise} or {@link #lower} returns, they are armed, or disarmed, at each node.
 */
public final class Flag implements BooleanSupplier {
  private final List<MessageFilter> filters = new ArrayList<>();
  private boolean up;

  /** Down. */
  public Flag() {}

  /**
   * Arms the filters that follow it.
   *
   * @throws ClusterException if a node did not answer; it is armed as soon as it does
   */
  public void raise() {
    set(true);
  }

  /**
   * Disarms the filters that follow it; what they hold back goes on.
   *
   * @throws ClusterException if a node did not answer; it is disarmed as soon as it does
   */
  public void lower() {
    set(false);
  }

  /** Whether it is up. */
  @Override
  public synchronized boolean getAsBoolean() {
    return up;
  }

  private synchronized void set(boolean now) {
    if (up != now) {
      up = now;
      Closing.all(filters.stream().<Runnable>map(each -> () -> each.rest(!now)).toList());
    }
  }

  /** Makes a filter that follows it from the begin on. */
  synchronized MessageFilter follow(Function<Boolean, MessageFilter> made) {
    MessageFilter filter = made.apply(up);
    filters.add(filter);
    return filter;
  }

  synchronized void leave(MessageFilter filter) {
    filters.remove(filter);
  }

  @Override
  public synchronized String toString() {
    return up ? "up" : "down";
  }
}
