package dev.jinx.client.cluster;

import dev.jinx.client.Arming;
import dev.jinx.client.Jinx;
import dev.jinx.client.Point;
import java.util.ArrayList;
import java.util.List;

/** A member of a cluster. */
public final class Node {
  private final String name;
  private final Jinx jinx;
  private final Cluster cluster;

  Node(String name, Jinx jinx, Cluster cluster) {
    this.name = name;
    this.jinx = jinx;
    this.cluster = cluster;
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** The connection to it. */
  public Jinx jinx() {
    return jinx;
  }

  /** A point there. */
  public Point at(String point) {
    return jinx.point(point);
  }

  /** Something that happens to all that it sends to other members. */
  public Filter sending(String terms) {
    return sending(Arming.of(terms));
  }

  /** The same, with a seed, a condition or parameters. */
  public Filter sending(Arming arming) {
    List<Rule> rules = new ArrayList<>();
    for (Node other : cluster.others(this)) {
      rules.addAll(Rule.oneWay(Rule.Kind.FILTER, name, other.name, arming));
    }
    return new Filter(cluster.faults().apply(arming.action() + " from " + name, rules));
  }

  /** Something that happens to all that it receives from other members. */
  public Filter receiving(String terms) {
    return receiving(Arming.of(terms));
  }

  /** The same, with a seed, a condition or parameters. */
  public Filter receiving(Arming arming) {
    List<Rule> rules = new ArrayList<>();
    for (Node other : cluster.others(this)) {
      rules.addAll(Rule.oneWay(Rule.Kind.FILTER, other.name, name, arming));
    }
    return new Filter(cluster.faults().apply(arming.action() + " to " + name, rules));
  }

  /** See {@link Cluster#listening}. */
  public Node listening(String... addresses) {
    cluster.listening(name, addresses);
    return this;
  }

  @Override
  public String toString() {
    return jinx.toString();
  }
}
