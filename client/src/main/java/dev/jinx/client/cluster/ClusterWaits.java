package dev.jinx.client.cluster;

import dev.jinx.client.EventFilter;
import dev.jinx.client.Hit;
import dev.jinx.client.JinxException;
import dev.jinx.client.Point;
import dev.jinx.client.Waits;
import dev.jinx.client.fleet.Fleet;
import dev.jinx.client.fleet.FleetBuilder;
import dev.jinx.client.fleet.FleetStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** The ways to wait for what happens among the nodes of a cluster. */
public abstract sealed class ClusterWaits extends Partitions permits ClusterFilters {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  ClusterWaits() {}

  abstract Book book();

  abstract Collection<NodeProcess> processes();

  /** A member by its name. */
  public abstract Node node(String name);

  /** All members, in their order. */
  public abstract List<Node> nodes();

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
    nodes().forEach(node -> points.add(node.at(point)));
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
    faults().everywhere("sequence", this::learn);
    return new Sequence(book()).await(timeout, List.of(points));
  }

  /** Asks a node where it is and listens, if it says so. */
  final void learn(String name) {
    try {
      node(name).listeners();
    } catch (JinxException e) {
      return; // dead, or too old to say: whoever needs it says so
    }
  }

  /** A point that is to be hit before one of another process. */
  public Order.First order(Point first) {
    return new Order.First(first, null);
  }

  /** Messages of one node, of which the first is to come before one of another. */
  public Order.First order(Messages first) {
    return new Order.First(null, first);
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
    return new Window(nodes(), processes());
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
    nodes().forEach(node -> fleet.node(node.name(), node.jinx().settings()));
    return fleet.build();
  }
}
