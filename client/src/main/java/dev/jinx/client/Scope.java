package dev.jinx.client;

import org.jspecify.annotations.Nullable;

/**
 * Which events a wait looks at: a range over the log.
 *
 * @param jinx through which connection
 * @param name the point's name
 * @param arm only this arm's, or null
 * @param since behind this position; null for all that the node still has
 * @param lease the lease of that arm, or null
 */
record Scope(
    Jinx jinx, String name, @Nullable Integer arm, @Nullable Cursor since, @Nullable Lease lease) {
  /** Of any arm. */
  static Scope of(Jinx jinx, String name, @Nullable Cursor since) {
    return new Scope(jinx, name, null, since, null);
  }

  /** The same, behind that event. */
  Scope after(Event event) {
    return new Scope(jinx, name, arm, event.cursor(), lease);
  }

  /** Why the arm has ended before its time, or null. */
  @Nullable String loss() {
    return lease == null ? null : lease.loss();
  }

  /** The same, if need be after asking the agent. */
  @Nullable String confirmedLoss() {
    return lease == null ? null : lease.confirmedLoss();
  }

  /** Whether the event says that what this is about cannot act. */
  boolean fails(Event event) {
    return event.phase() == Phase.FAILED
        && event.injection().equals(name)
        && (arm == null || event.arm() < 0 || arm == event.arm());
  }

  boolean holds(Event event) {
    return event.injection().equals(name) && (arm == null || arm == event.arm());
  }

  @Override
  public String toString() {
    return arm == null ? "'" + name + "'" : "'" + name + "' (arm " + arm + ")";
  }
}
