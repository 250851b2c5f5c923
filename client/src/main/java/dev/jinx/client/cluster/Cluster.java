package dev.jinx.client.cluster;

import dev.jinx.client.Arming;
import dev.jinx.client.Closing;
import dev.jinx.client.EventFilter;
import dev.jinx.client.Hit;
import dev.jinx.client.Jinx;
import dev.jinx.client.JinxException;
import dev.jinx.client.Point;
import dev.jinx.client.Waits;
import dev.jinx.client.fleet.Fleet;
import dev.jinx.client.fleet.FleetBuilder;
import dev.jinx.client.fleet.FleetStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Predicate;
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
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Book book = new Book();
  private final Members members;
  private final Faults faults;
  private final Map<String, NodeProcess> processes = new LinkedHashMap<>();
  private final List<Runnable> closers;

  /** Closes what is its own when it is closed. */
  private Cluster(List<Jinx> connections, List<Runnable> closers) {
    Map<String, Desk> desks = new LinkedHashMap<>();
    for (Jinx jinx : connections) {
      String name = jinx.node();
      Node node = new Node(name, jinx, this);
      Node before = nodes.put(name, node);
      if (before != null) {
        throw new IllegalArgumentException(
            "two members are node " + name + ": " + before + " and " + jinx);
      }
      desks.put(
          name,
          new Desk(name, new Station(name, new LeasingAgent(node, !closers.isEmpty()), book)));
    }
    this.members = new Members(nodes.keySet());
    this.closers = List.copyOf(closers);
    this.faults = new Faults(desks.values(), book);
    faults.watch();
  }

  /** These nodes, each by its own name. The connections stay the caller's to close. */
  public static Cluster of(Jinx... members) {
    return new Cluster(List.of(members), List.of());
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
    List<Runnable> closers = new ArrayList<>();
    try {
      for (String node : nodes) {
        Jinx jinx = Jinx.connect(node.substring(node.indexOf('=') + 1));
        members.add(jinx);
        closers.add(jinx::close);
        named(node, jinx);
      }
      return new Cluster(members, closers);
    } catch (RuntimeException | Error e) {
      closers.forEach(Runnable::run); // they hold nothing yet
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
    List<Jinx> members = new ArrayList<>();
    List<Runnable> closers = new ArrayList<>();
    try {
      for (NodeProcess node : nodes) {
        closers.add(0, node::close);
        Jinx jinx = Jinx.connect(node.address().toString());
        members.add(jinx);
        closers.add(0, jinx::close); // before its process
      }
      Cluster cluster = new Cluster(members, closers);
      cluster.keep(List.of(nodes));
      return cluster;
    } catch (RuntimeException | Error e) {
      Closing.all(closers);
      throw e;
    }
  }

  private void keep(List<NodeProcess> started) {
    for (NodeProcess process : started) {
      processes.put(process.name(), process);
      book.told(process.name(), process.listening());
      process.keeper(faults.keeper(node(process.name())));
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

  /**
   * Waits for the first hit of any of these points, whatever the action.
   *
   * @throws dev.jinx.client.WaitTimeoutException with what each of them waited for
   */
  public Hit awaitAny(Duration timeout, Waits... points) {
    return Waiting.some(1, timeout, List.of(points)).get(0);
  }

  /** Waits until so many members have hit their point of that name. */
  public List<Hit> awaitQuorum(int count, Duration timeout, String point) {
    List<Waits> points = new ArrayList<>();
    nodes.values().forEach(node -> points.add(node.at(point)));
    return Waiting.some(count, timeout, points);
  }

  /**
   * Waits until so many of the points were hit. A member that dies meanwhile is no failure as long
   * as enough others are left.
   *
   * @return the first hit of each, as they came
   */
  public List<Hit> awaitQuorum(int count, Duration timeout, Waits... points) {
    return Waiting.some(count, timeout, List.of(points));
  }

  /**
   * Waits until the points were hit one after the other; other hits may lie between. Hits of
   * different nodes are put in order by the clock of their machine, those of different machines by
   * the time of day.
   */
  public List<Hit> awaitSequence(Duration timeout, Waits... points) {
    faults.everywhere("sequence", this::learn);
    return new Sequence(book).await(timeout, List.of(points));
  }

  private void learn(String name) {
    try {
      book.heard(name, node(name).jinx().net());
    } catch (JinxException e) {
      return; // dead, or too old to say: then its events' times count
    }
  }

  /** A point that is to be hit before one of another process. */
  public Order.First order(Point first) {
    return new Order.First(first);
  }

  /** Tries until the attempt throws nothing, for 30 s. */
  public void eventually(Attempt attempt) {
    eventually(PATIENCE, attempt);
  }

  /**
   * Tries until the attempt throws nothing.
   *
   * @throws dev.jinx.client.WaitTimeoutException with what was thrown last, and what happened on
   *     all nodes meanwhile
   */
  public void eventually(Duration timeout, Attempt attempt) {
    Callable<Boolean> done =
        () -> {
          attempt.run();
          return true;
        };
    eventually(timeout).get(done, any -> true);
  }

  /** Tries until the value is as it should be, and gives it. */
  public <T> T eventually(Duration timeout, Callable<T> value, Predicate<? super T> good) {
    return eventually(timeout).get(value, good);
  }

  /** Calls again and again until that throws nothing, and gives its value: for clients' calls. */
  public <T> T retry(Duration timeout, Callable<T> call) {
    return eventually(timeout).get(call, any -> true);
  }

  private Eventually eventually(Duration timeout) {
    return new Eventually(window(), timeout);
  }

  /** What happens on all nodes from now on, for messages of one's own. */
  public Window window() {
    return new Window(nodes.values(), processes.values());
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
    nodes.values().forEach(node -> steps.add(node::close));
    steps.addAll(closers);
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
