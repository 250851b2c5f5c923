package dev.jinx.client.cluster;

import dev.jinx.client.Jinx;
import dev.jinx.client.JinxBuilder;
import dev.jinx.client.internal.Closing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
public final class Cluster extends ClusterFilters implements AutoCloseable {
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
      Node node = new Node(name, jinx, connections.areOurs(), this);
      Node before = nodes.put(name, node);
      if (before != null) {
        throw new IllegalArgumentException(
            "two members are node " + name + ": " + before + " and " + jinx);
      }
      desks.put(name, new Desk(name, new Station(name, new LeasingAgent(node), book)));
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
   * The same, with tokens, as agents want them that listen beyond loopback, or other times:
   *
   * <pre>{@code
   * Cluster.connect(Jinx.at("10.0.0.1:7117").token(token), Jinx.at("10.0.0.2:7117").token(token))
   * }</pre>
   */
  public static Cluster connect(JinxBuilder... nodes) {
    Connections connections = new Connections();
    try {
      for (JinxBuilder node : nodes) {
        connections.add(node.connect());
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
    Connections connections = new Connections();
    try {
      connections.own(List.of(nodes));
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
    steps.add(connections::close);
    Closing.all(steps);
  }

  @Override
  public String toString() {
    return nodes.values().toString();
  }

  @Override
  Cluster self() {
    return this;
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
