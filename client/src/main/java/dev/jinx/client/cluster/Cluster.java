package dev.jinx.client.cluster;

import dev.jinx.client.Arming;
import dev.jinx.client.Closing;
import dev.jinx.client.Jinx;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Several nodes, to be cut from one another and waited for as one.
 *
 * <pre>{@code
 * try (Cluster cluster = Cluster.connect("n1=127.0.0.1:7117", "n2=127.0.0.1:7118", "n3=127.0.0.1:7119")) {
 *   try (Cut cut = cluster.isolate("n1")) {
 *     cluster.awaitAny(Duration.ofSeconds(30), cluster.node("n2").at("leads"), cluster.node("n3").at("leads"));
 *   }
 * }
 * }</pre>
 */
public final class Cluster extends ClusterWaits implements AutoCloseable {
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Book book = new Book();
  private final Members members;
  private final Faults faults;
  private final Map<String, NodeProcess> processes = new LinkedHashMap<>();
  private final Connections connections;

  private Cluster(Connections connections) {
    Map<String, Desk> desks = new LinkedHashMap<>();
    for (Jinx jinx : connections.all()) {
      String name = jinx.node();
      Node node = new Node(name, jinx, this);
      Node before = nodes.put(name, node);
      if (before != null) {
        throw new IllegalArgumentException(
            "two members are node " + name + ": " + before + " and " + jinx);
      }
      desks.put(
          name,
          new Desk(name, new Station(name, new LeasingAgent(node, connections.areOurs()), book)));
    }
    this.members = new Members(nodes.keySet());
    this.connections = connections;
    this.faults = new Faults(desks.values(), book);
    try {
      faults.everywhere("who listens where", this::learn); // while they live
      faults.watch();
    } catch (RuntimeException | Error e) {
      faults.close();
      throw e;
    }
  }

  /** These nodes, each by its own name. The connections stay the caller's to close. */
  public static Cluster of(Jinx... members) {
    return new Cluster(new Connections(List.of(members)));
  }

  /**
   * Connects to these nodes: {@code NAME=HOST:PORT}, or {@code HOST:PORT} for one that is known by
   * whatever it calls itself. The connections end with the cluster.
   *
   * @throws dev.jinx.client.UnreachableException if one does not answer
   * @throws ClusterException if one has another name than was said
   */
  public static Cluster connect(String... nodes) {
    Connections connections = new Connections();
    try {
      for (String node : nodes) {
        connections.connect(node);
      }
      return new Cluster(connections);
    } catch (RuntimeException | Error e) {
      connections.close();
      throw e;
    }
  }

  /**
   * Starts these nodes, one after the other, and connects to them. Their connections and processes
   * end with the cluster.
   *
   * @throws ClusterException with the end of its output, if one does not come up
   */
  public static Cluster start(NodeProcessBuilder... nodes) {
    List<NodeProcess> started = new ArrayList<>();
    try {
      for (NodeProcessBuilder node : nodes) {
        started.add(node.start());
      }
    } catch (RuntimeException | Error e) {
      started.forEach(NodeProcess::close);
      throw e;
    }
    return of(started.toArray(NodeProcess[]::new));
  }

  /** These nodes, which were started by the kit. Connections and processes end with the cluster. */
  public static Cluster of(NodeProcess... nodes) {
    return of(List.of(nodes), true);
  }

  /**
   * The same, but the processes are somebody else's to close: of several tests, say. Only the
   * connections to them end with the cluster.
   */
  public static Cluster over(NodeProcess... nodes) {
    return of(List.of(nodes), false);
  }

  private static Cluster of(List<NodeProcess> nodes, boolean ours) {
    Connections connections = new Connections();
    try {
      if (ours) {
        connections.own(nodes);
      } else {
        connections.use(nodes);
      }
      Cluster cluster = new Cluster(connections);
      for (NodeProcess node : nodes) {
        cluster.processes.put(node.name(), node);
        cluster.book.told(node.name(), node.listening());
        node.keeper(cluster.faults.keeper(cluster.node(node.name())));
      }
      return cluster;
    } catch (RuntimeException | Error e) {
      connections.close();
      throw e;
    }
  }

  /**
   * A member by its name.
   *
   * @throws IllegalArgumentException with the nearest name, if there is none
   */
  @Override
  public Node node(String name) {
    return Objects.requireNonNull(nodes.get(members.known(name)));
  }

  /** All members, in their order. */
  @Override
  public List<Node> nodes() {
    return List.copyOf(nodes.values());
  }

  /**
   * The process of a member that the kit started, to be killed, stopped and restarted.
   *
   * @throws IllegalArgumentException if it did not start it
   */
  public NodeProcess process(String node) {
    NodeProcess process = processes.get(members.known(node));
    if (process == null) {
      throw new IllegalArgumentException("node " + node + " was not started by this cluster");
    }
    return process;
  }

  /**
   * Says where a node listens, or is going to, beside what its agent tells: cuts hold there before
   * it does. Needed where it is reached at other addresses than its own, as through a mapped port
   * of a container, and to leave not the quarter of a second between the begin of its listening and
   * our hearing of it.
   *
   * @param addresses {@code HOST:PORT}, as its peers connect to them
   */
  public Cluster listening(String node, String... addresses) {
    book.told(members.known(node), Book.plain(addresses));
    faults.mend();
    return this;
  }

  /** Two nodes, for filters on what goes between them. */
  public Between between(String one, String other) {
    if (members.known(one).equals(members.known(other))) {
      throw new IllegalArgumentException("node " + one + " is not between itself");
    }
    return new Between(faults, one, other);
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
    for (Node from : nodes.values()) {
      for (Node to : others(from)) {
        Arming chosen = arming.apply(from, to);
        if (chosen != null) {
          rules.addAll(Rule.oneWay(Rule.Kind.FILTER, from.name(), to.name(), chosen));
        }
      }
    }
    if (rules.isEmpty()) {
      throw new IllegalArgumentException("no pair has a filter");
    }
    return new Filter(faults.apply("filters of every pair", rules));
  }

  /**
   * Heals and clears all that it holds, and ends its threads; the connections, too, if they are its
   * own.
   *
   * @throws dev.jinx.client.JinxException if something may be left, or did not hold as it should
   */
  @Override
  public void close() {
    List<Runnable> steps = new ArrayList<>();
    // One that stands still answers nothing, and would be waited for again and again.
    processes.values().forEach(process -> steps.add(process::killIfStopped));
    steps.addAll(List.of(this::clear, faults::close));
    nodes.values().forEach(node -> steps.add(node::close));
    processes.values().forEach(process -> steps.add(() -> process.keeper(null)));
    steps.add(connections::close);
    Closing.all(steps);
  }

  @Override
  public String toString() {
    return nodes.values().toString();
  }

  List<Node> others(Node node) {
    return nodes.values().stream().filter(other -> other != node).toList();
  }

  @Override
  Faults faults() {
    return faults;
  }

  @Override
  Book book() {
    return book;
  }

  @Override
  Collection<NodeProcess> processes() {
    return processes.values();
  }

  @Override
  Members members() {
    return members;
  }
}
