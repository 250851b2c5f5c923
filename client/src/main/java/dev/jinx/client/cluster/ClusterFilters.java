package dev.jinx.client.cluster;

import dev.jinx.client.Arming;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The ways to put filters between the nodes of a cluster, and to say where they listen. */
public abstract sealed class ClusterFilters extends ClusterWaits permits Cluster {
  ClusterFilters() {}

  abstract Cluster self();

  /**
   * Says where a node listens, or is going to, beside what its agent tells: cuts hold there before
   * it does. Needed where it is reached at other addresses than its own, as through a mapped port
   * of a container, and to leave not the quarter of a second between the begin of its listening and
   * our hearing of it.
   *
   * @param addresses {@code HOST:PORT}, as its peers connect to them
   */
  public Cluster listening(String node, String... addresses) {
    book().told(members().known(node), Book.plain(addresses));
    faults().mend();
    return self();
  }

  /** Two nodes, for filters on what goes between them. */
  public Between between(String one, String other) {
    if (members().known(one).equals(members().known(other))) {
      throw new IllegalArgumentException("node " + one + " is not between itself");
    }
    return new Between(faults(), one, other);
  }

  /**
   * One filter for each ordered pair: on what the first sends to the second.
   *
   * @param terms gives a pair's terms, or null for none
   */
  public Filter everyPair(BiFunction<Node, Node, @Nullable String> terms) {
    return armEveryPair(
        (from, to) -> {
          String chosen = terms.apply(from, to);
          return chosen == null ? null : Arming.of(chosen);
        });
  }

  /** The same, with a seed, a condition or parameters. */
  public Filter armEveryPair(BiFunction<Node, Node, @Nullable Arming> arming) {
    List<Rule> rules = new ArrayList<>();
    for (Node from : nodes()) {
      for (Node to : others(from)) {
        Arming chosen = arming.apply(from, to);
        if (chosen != null) {
          rules.addAll(PeerRule.oneWay(Rule.Kind.FILTER, from.name(), to.name(), chosen));
        }
      }
    }
    if (rules.isEmpty()) {
      throw new IllegalArgumentException("no pair has a filter");
    }
    return new Filter(faults().apply("filters of every pair", rules));
  }

  /**
   * The messages that a method sends or handles, at each node.
   *
   * @param method a selector, {@code com.acme.raft.Node#onAck}
   */
  public Messages messages(String method) {
    return new Messages(self(), nodes(), method);
  }

  List<Node> others(Node node) {
    return nodes().stream().filter(other -> other != node).toList();
  }
}
