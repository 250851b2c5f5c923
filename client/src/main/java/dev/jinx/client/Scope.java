package dev.jinx.client;

import org.jspecify.annotations.Nullable;

/**
 * Which events a wait looks at: a range over the log.
 *
 * @param jinx through which connection
 * @param name the point's name
 * @param arm only this arm's, or null
 * @param since behind this position; null for all that the node still has
 */
record Scope(Jinx jinx, String name, @Nullable Integer arm, @Nullable Cursor since) {
  boolean holds(Event event) {
    return event.injection().equals(name) && (arm == null || arm == event.arm());
  }

  @Override
  public String toString() {
    return arm == null ? "'" + name + "'" : "'" + name + "' (arm " + arm + ")";
  }
}
