package dev.jinx.client.cluster;

import java.util.Set;

/**
 * Nodes that do not reach one another, until this is healed. What they send meanwhile waits, as it
 * does when a network is cut, and arrives when it is healed.
 */
public final class Cut implements AutoCloseable {
  private final Applied rules;

  Cut(Applied rules) {
    this.rules = rules;
  }

  /**
   * Joins them again: holds nowhere any more when this returns. Does nothing where it was healed
   * before; a node that is dead needs nothing.
   *
   * @throws ClusterException if a node did not answer (it is tried again, by the next call, too,
   *     and ends with the lease of the connection to that node at the latest), or if the cut did
   *     not hold all the time
   */
  public void heal() {
    rules.lift();
  }

  /** The same. */
  @Override
  public void close() {
    heal();
  }

  /**
   * Pairs of nodes that are not cut, as neither of the two listens anywhere yet; they are when one
   * does. Empty as a rule.
   */
  public Set<Set<String>> open() {
    return rules.faults().open(rules);
  }

  /** Who is cut from whom, and between whom there is nothing to cut yet. */
  @Override
  public String toString() {
    return rules.words();
  }
}
