package dev.jinx.client.cluster;

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

  /** Who is cut from whom. */
  @Override
  public String toString() {
    return rules.what();
  }
}
