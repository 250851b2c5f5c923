package dev.jinx.client.cluster;

import dev.jinx.client.Arming;
import dev.jinx.client.Closing;
import dev.jinx.client.EventFilter;
import dev.jinx.client.Jinx;
import dev.jinx.client.fleet.Fleet;
import dev.jinx.client.fleet.FleetBuilder;
import dev.jinx.client.fleet.FleetStream;
import java.util.ArrayList;
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
public final class Cluster extends Partitions implements AutoCloseable {
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Book book = new Book();
  private final Members members;
  private final Faults faults;
  private final boolean owner;

  private Cluster(List<Jinx> connections, boolean owner) {
    List<Desk> desks = new ArrayList<>();
    for (Jinx jinx : connections) {
      String name = jinx.node();
      Node before = nodes.put(name, new Node(name, jinx, this));
      if (before != null) {
        throw new IllegalArgumentException(
            "two members are node " + name + ": " + before + " and " + jinx);
      }
      desks.add(new Desk(name, new Station(name, new LeasingAgent(jinx), book)));
    }
    this.members = new Members(nodes.keySet());
    this.owner = owner;
    this.faults = new Faults(desks, book);
    faults.watch();
  }

  /** These nodes, each by its own name. The connections stay the caller's to close. */
  public static Cluster of(Jinx... members) {
    return new Cluster(List.of(members), false);
  }

  /**
   * Connects to these nodes: {@code NAME=HOST:PORT}, or {@code HOST:PORT} for one that is known by
   * whatever it calls itself. The connections end with the cluster.
   *
   * @throws dev.jinx.client.UnreachableException if one does not answer
   * @throws ClusterException if one has another name than was said
   */
  public static Cluster connect(String... nodes) {
    List<Jinx> members = new ArrayList<>();
    try {
      for (String node : nodes) {
        members.add(Jinx.connect(node.substring(node.indexOf('=') + 1)));
        named(node, members.get(members.size() - 1));
      }
      return new Cluster(members, true);
    } catch (RuntimeException | Error e) {
      members.forEach(Jinx::close); // they hold nothing yet
      throw e;
    }
  }

  private static void named(String node, Jinx jinx) {
    String name = node.substring(0, Math.max(0, node.indexOf('=')));
    if (!name.isEmpty() && !name.strip().equals(jinx.node())) {
      throw new ClusterException(
          "at " + jinx.settings().address() + " is node " + jinx.node() + ", not " + name, null);
    }
  }

  /**
   * A member by its name.
   *
   * @throws IllegalArgumentException with the nearest name, if there is none
   */
  public Node node(String name) {
    return Objects.requireNonNull(nodes.get(members.known(name)));
  }

  /** All members, in their order. */
  public List<Node> nodes() {
    return List.copyOf(nodes.values());
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
    List<Rule> rules = new ArrayList<>();
    for (Node from : nodes.values()) {
      for (Node to : others(from)) {
        String chosen = terms.apply(from, to);
        if (chosen != null) {
          rules.addAll(Rule.oneWay(Rule.Kind.FILTER, from.name(), to.name(), Arming.of(chosen)));
        }
      }
    }
    if (rules.isEmpty()) {
      throw new IllegalArgumentException("no pair has a filter");
    }
    return new Filter(faults.apply("filters of every pair", rules));
  }

  /** The events of all members from now on, merged; it does not end with the cluster. */
  public FleetStream events() {
    return events(EventFilter.ALL);
  }

  /** The same, of those that the filter lets pass. */
  public FleetStream events(EventFilter filter) {
    return fleet().events(filter);
  }

  /** The members as a fleet, whose events may be read from any position. */
  public Fleet fleet() {
    FleetBuilder fleet = Fleet.builder();
    nodes.values().forEach(node -> fleet.node(node.name(), node.jinx().settings()));
    return fleet.build();
  }

  /**
   * Heals and clears all that it holds, and ends its threads; the connections, too, if they are its
   * own.
   *
   * @throws dev.jinx.client.JinxException if something may be left, or did not hold as it should
   */
  @Override
  public void close() {
    List<Runnable> steps = new ArrayList<>(List.of(this::clear, faults::close));
    if (owner) {
      nodes.values().forEach(node -> steps.add(node.jinx()::close));
    }
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
  Members members() {
    return members;
  }
}
