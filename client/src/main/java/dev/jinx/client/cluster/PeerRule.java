package dev.jinx.client.cluster;

import dev.jinx.client.Arming;
import dev.jinx.client.Declaration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is to happen at one node, on the connections that it began to another. Immutable.
 *
 * @param kind what it is part of
 * @param node where it is
 * @param peer to whom the connections go
 * @param way which traffic
 * @param arming what happens to it
 */
record PeerRule(Kind kind, String node, String peer, Way way, Arming arming) implements Rule {
  /** Holds all back until it is healed. */
  static final Arming HOLD = Arming.of("drop");

  /** All that goes between the two, whoever began the connection. */
  static List<Rule> between(Kind kind, String one, String other, Arming arming) {
    return List.of(
        new PeerRule(kind, one, other, Way.BOTH, arming),
        new PeerRule(kind, other, one, Way.BOTH, arming));
  }

  /** All that one sends and the other receives, whoever began the connection. */
  static List<Rule> oneWay(Kind kind, String from, String to, Arming arming) {
    return List.of(
        new PeerRule(kind, from, to, Way.SEND, arming),
        new PeerRule(kind, to, from, Way.RECEIVE, arming));
  }

  @Override
  public Set<String> places(Book book) {
    return book.targets(node, peer);
  }

  @Override
  public Set<String> concerned() {
    return Set.of(node, peer);
  }

  @Override
  public Declaration at(String name, Collection<String> targets) {
    Map<String, String> parameters = new LinkedHashMap<>(arming.parameters());
    parameters.put("node", node);
    parameters.put("peer", peer);
    parameters.put("way", way.word());
    String selector = "net#" + way.operations() + "(" + String.join(", ", targets) + ")";
    Declaration point = Declaration.of(name, selector).silently();
    if (arming.action() != null) {
      point = point.action(arming.action());
    }
    if (arming.condition() != null) {
      point = point.when(arming.condition());
    }
    for (Map.Entry<String, String> each : parameters.entrySet()) {
      point = point.parameter(each.getKey(), each.getValue());
    }
    return point;
  }

  @Override
  public String toString() {
    return switch (way) {
      case BOTH -> node + " to and from " + peer;
      case SEND -> node + " to " + peer;
      case RECEIVE -> node + " from " + peer;
    };
  }
}
