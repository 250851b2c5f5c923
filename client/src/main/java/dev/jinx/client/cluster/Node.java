package dev.jinx.client.cluster;

import dev.jinx.client.Arming;
import dev.jinx.client.Closing;
import dev.jinx.client.Jinx;
import dev.jinx.client.NetState;
import dev.jinx.client.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A member of a cluster. */
public final class Node {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String name;
  private final List<Jinx> made = new CopyOnWriteArrayList<>();
  private volatile Jinx jinx;
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

  /** The connection to it; another one after {@link #reconnect}. */
  public Jinx jinx() {
    return jinx;
  }

  /**
   * Connects anew, as one has to when the JVM began another life: waits of the connection before
   * belong to that one. {@link NodeProcess#restart} does it by itself. The connection before stays
   * open.
   */
  public Jinx reconnect() {
    Jinx next = jinx.again();
    made.add(next);
    jinx = next;
    return next;
  }

  /** Where it listens now, the agent left out, as it says itself. */
  public List<String> listeners() {
    NetState state = jinx.net(PATIENCE);
    cluster.book().heard(name, state); // once known is known for cuts, too
    return state.listeners();
  }

  /** Waits until it listens at so many addresses at least, and tells them. */
  public List<String> awaitListening(int count, Duration timeout) {
    return cluster.eventually(timeout, this::listeners, found -> found.size() >= count);
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
    return new Filter(cluster.faults().apply(Rule.words(arming) + " from " + name, rules));
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
    return new Filter(cluster.faults().apply(Rule.words(arming) + " to " + name, rules));
  }

  /** See {@link Cluster#listening}. */
  public Node listening(String... addresses) {
    cluster.listening(name, addresses);
    return this;
  }

  /** Closes the connections that it made. */
  void close() {
    Closing.all(made.stream().<Runnable>map(each -> each::close).toList());
  }

  @Override
  public String toString() {
    return jinx.toString();
  }
}
