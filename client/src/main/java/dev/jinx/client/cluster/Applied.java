package dev.jinx.client.cluster;

import java.util.List;
import java.util.Map;

/**
 * Rules that belong together, in force.
 *
 * @param faults who put them there
 * @param what in words
 * @param placed the rules of each node
 */
record Applied(Faults faults, String what, Map<Desk, List<Placed>> placed) {
  Rule.Kind kind() {
    return placed.values().iterator().next().get(0).rule().kind();
  }

  /** Whether it is not to be any more, and only stays where taking it away failed. */
  boolean isUnwanted() {
    return placed.values().stream().flatMap(List::stream).allMatch(Placed::isUnwanted);
  }

  void lift() {
    faults.lift(this);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return what;
  }
}
