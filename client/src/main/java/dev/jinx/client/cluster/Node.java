package dev.jinx.client.cluster;

import dev.jinx.client.Arming;
import dev.jinx.client.Jinx;
import dev.jinx.client.JinxException;
import dev.jinx.client.NetState;
import dev.jinx.client.Point;
import dev.jinx.client.internal.Closing;
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
  private final boolean ours;
  private final Cluster cluster;

  /**
   * A member.
   *
   * @param ours whether its connections are the cluster's, to close and to make anew
   */
  Node(String name, Jinx jinx, boolean ours, Cluster cluster) {
    this.name = name;
    this.jinx = jinx;
    this.ours = ours;
    this.cluster = cluster;
    if (ours) {
      made.add(jinx);
    }
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
   * open, with what it has seen of that life; those before it are closed, unless they are yours or
   * of the present life.
   */
  public synchronized Jinx reconnect() {
    Jinx before = jinx;
    Jinx next = before.again();
    made.add(next);
    jinx = next;
    for (Jinx each : made) {
      boolean over = !each.begin().sameLife(next.begin());
      if (each != before && over) {
        made.remove(each);
        leave(each);
      }
    }
    return next;
  }

  private static void leave(Jinx old) {
    try {
      old.close();
    } catch (JinxException e) {
      return; // what it may have left has ended with the JVM that it was connected to
    }
  }

  boolean renews() {
    return ours;
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
      rules.addAll(PeerRule.oneWay(Rule.Kind.FILTER, name, other.name, arming));
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
      rules.addAll(PeerRule.oneWay(Rule.Kind.FILTER, other.name, name, arming));
    }
    return new Filter(cluster.faults().apply(Rule.words(arming) + " to " + name, rules));
  }

  /**
   * The messages that a method of its program sends or handles, for filters on them: {@code
   * com.acme.raft.Node#onAck}.
   */
  public Messages messages(String method) {
    return new Messages(cluster, List.of(this), method);
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
