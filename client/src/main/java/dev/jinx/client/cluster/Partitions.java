package dev.jinx.client.cluster;

import dev.jinx.client.internal.Closing;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The ways to cut a cluster. Each returns when the cut holds on every node, and throws {@link
 * ClusterException} if it holds on none because one failed. Cuts may lie over one another: nodes
 * reach one another when all cuts between them are healed. A member that is dead is cut from the
 * moment on at which it is back.
 */
public abstract sealed class Partitions permits ClusterWaits, Standing {
  Partitions() {}

  abstract Faults faults();

  abstract Members members();

  /** Cuts each node of the one group from each of the other, both ways. */
  public Cut partition(Collection<String> some, Collection<String> others) {
    Set<String> one = members().known(some);
    Set<String> other = members().known(others);
    return cut(
        Shapes.pair(one, " | ", other),
        Shapes.pairs(one, other, (a, b) -> PeerRule.between(Rule.Kind.CUT, a, b, PeerRule.HOLD)));
  }

  /** Cuts two nodes from one another, both ways. */
  public Cut partition(String one, String other) {
    return partition(Set.of(one), Set.of(other));
  }

  /** What the one sends does not reach the other; the other way it does. */
  public Cut partitionOneWay(String from, String to) {
    return partitionOneWay(Set.of(from), Set.of(to));
  }

  /** What any of the one group sends reaches none of the other; the other way it does. */
  public Cut partitionOneWay(Collection<String> from, Collection<String> to) {
    Set<String> one = members().known(from);
    Set<String> other = members().known(to);
    return cut(
        Shapes.pair(one, " -> ", other),
        Shapes.pairs(one, other, (a, b) -> PeerRule.oneWay(Rule.Kind.CUT, a, b, PeerRule.HOLD)));
  }

  /** Cuts a node from all other members. Clients from outside reach it still. */
  public Cut isolate(String node) {
    return partition(Set.of(node), members().without(node));
  }

  /** Cuts the cluster in halves, in the order of its nodes, but for one node that sees both. */
  public Cut bridge(String node) {
    List<Set<String>> halves = Shapes.halves(members().all(), members().known(node));
    return partition(halves.get(0), halves.get(1));
  }

  /**
   * Leaves each node a majority, of itself and its neighbours in the order of the cluster, and no
   * two nodes the same one. Needs four nodes.
   */
  public Cut ring() {
    List<String> all = members().all();
    return cut("a ring of " + Shapes.words(all), Shapes.ring(all));
  }

  /** Heals every cut of this cluster; filters stay. */
  public void heal() {
    lift(faults().all().stream().filter(each -> each.kind() == Rule.Kind.CUT).toList());
  }

  /** Heals every cut, and clears every filter. */
  public void clear() {
    lift(faults().all());
  }

  private static void lift(List<Applied> all) {
    Closing.all(all.stream().<Runnable>map(each -> each::lift).toList());
  }

  private Cut cut(String what, List<Rule> rules) {
    return new Cut(faults().apply(what, rules));
  }
}
