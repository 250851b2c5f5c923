package dev.jinx.client.cluster;

import java.util.Set;

/** Something that happens to what goes between nodes, until this is cleared. */
public final class Filter implements AutoCloseable {
  private final Applied rules;

  Filter(Applied rules) {
    this.rules = rules;
  }

  /**
   * Takes it away; what it held back goes on. Does nothing where it was cleared before.
   *
   * @throws ClusterException if a node did not answer (it is tried again, and ends with the lease
   *     at the latest), or if the filter was not there all the time
   */
  public void clear() {
    rules.lift();
  }

  /** The same. */
  @Override
  public void close() {
    clear();
  }

  /**
   * Pairs of nodes between which nothing happens, as neither of the two listens anywhere yet; it
   * does when one listens. Empty as a rule.
   */
  public Set<Set<String>> open() {
    return rules.faults().open(rules);
  }

  /** What happens between whom, and between whom there is nothing to do it to yet. */
  @Override
  public String toString() {
    return rules.words();
  }
}
