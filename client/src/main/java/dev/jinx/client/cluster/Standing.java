package dev.jinx.client.cluster;

import dev.jinx.client.Api;
import dev.jinx.client.Arming;
import dev.jinx.client.NetState;
import dev.jinx.client.PointState;
import dev.jinx.client.UnknownPointException;
import dev.jinx.client.UnreachableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Cuts and filters that stay when we are gone, as the command line makes them: {@link Cluster} is
 * for tests. Nobody looks after them: they hold where the nodes listened when they were made, and
 * for the lives that their JVMs had then.
 */
public final class Standing extends Partitions implements AutoCloseable {
  private final Map<String, Api> nodes;
  private final Members members;
  private final List<StandingAgent> agents = new ArrayList<>();
  private final Book book = new Book();
  private final Faults faults;

  /**
   * Connects to nothing yet.
   *
   * @param nodes by name
   * @param time how long they stay; null until {@link #healAll}
   */
  public Standing(Map<String, Api> nodes, @Nullable Duration time) {
    this.nodes = new LinkedHashMap<>(nodes);
    this.members = new Members(nodes.keySet());
    List<Desk> desks = new ArrayList<>();
    nodes.forEach(
        (name, api) -> {
          StandingAgent agent = new StandingAgent(api, time);
          agents.add(agent);
          desks.add(new Desk(name, new Station(name, agent, book)));
        });
    this.faults = new Faults(desks, book);
  }

  /** Says where a node listens, beside what its agent tells: {@code HOST:PORT}. */
  public Standing listening(String node, String address) {
    book.told(members.known(node), Book.plain(address));
    return this;
  }

  /** A filter on all that goes between the groups, both ways. */
  public Filter apply(Arming arming, Collection<String> some, Collection<String> others) {
    Set<String> one = members.known(some);
    Set<String> other = members.known(others);
    String what = Rule.words(arming) + " between " + Shapes.pair(one, " and ", other);
    return new Filter(
        faults.apply(
            what,
            Shapes.pairs(one, other, (a, b) -> PeerRule.between(Rule.Kind.FILTER, a, b, arming))));
  }

  /** A filter on all that any of the one group sends to any of the other. */
  public Filter applyOneWay(Arming arming, Collection<String> from, Collection<String> to) {
    Set<String> one = members.known(from);
    Set<String> other = members.known(to);
    String what = Rule.words(arming) + " from " + Shapes.pair(one, " to ", other);
    return new Filter(
        faults.apply(
            what,
            Shapes.pairs(one, other, (a, b) -> PeerRule.oneWay(Rule.Kind.FILTER, a, b, arming))));
  }

  /** The name of what this makes, for {@link #heal}. */
  public String id() {
    return faults.id();
  }

  /**
   * Takes every cut and every filter away that the kit ever made, whoever asked for it.
   *
   * @return how many points went at each node
   * @throws ClusterException if a node does not answer; the others are healed then
   */
  public Map<String, Integer> healAll() {
    return heal(point -> true);
  }

  /**
   * Takes those away that have one of these names.
   *
   * @return how many points went at each node
   * @throws IllegalArgumentException if all nodes answer and nothing has one of the names; then
   *     nothing is healed
   * @throws ClusterException if a node does not answer; the others are healed then
   */
  public Map<String, Integer> heal(Collection<String> ids) {
    refuseUnknown(ids);
    return heal(point -> ids.contains(StandingRule.id(point)));
  }

  private void refuseUnknown(Collection<String> ids) {
    Set<String> unknown = ConcurrentHashMap.newKeySet();
    unknown.addAll(ids);
    try {
      faults.everywhere(
          "heal",
          name ->
              api(name).points().stream()
                  .map(PointState::name)
                  .filter(StandingRule::isOurs)
                  .forEach(point -> unknown.remove(StandingRule.id(point))));
    } catch (ClusterException e) {
      return; // it may be there; to heal tells who does not answer
    }
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "nothing has the name "
              + ids.stream()
                  .filter(unknown::contains)
                  .distinct()
                  .collect(Collectors.joining(", ")));
    }
  }

  private Map<String, Integer> heal(Predicate<String> meant) {
    Map<String, Integer> gone = new ConcurrentHashMap<>();
    faults.everywhere("heal", name -> gone.put(name, heal(api(name), meant)));
    Map<String, Integer> counts = new LinkedHashMap<>();
    members.all().forEach(name -> counts.put(name, gone.getOrDefault(name, 0)));
    return counts;
  }

  private static int heal(Api api, Predicate<String> meant) {
    int count = 0;
    for (PointState point : api.points()) {
      if (StandingRule.isOurs(point.name()) && meant.test(point.name())) {
        try {
          api.undeclare(point.name());
          count++;
        } catch (UnknownPointException e) {
          continue; // somebody was first
        }
      }
    }
    return count;
  }

  /**
   * Where rules that stand have holes, as nodes have begun to listen since, or as native code has
   * connections; of nodes that answer.
   */
  public List<Gap> gaps(Collection<StandingRule> rules) {
    Map<String, NetState> states = new LinkedHashMap<>();
    Set<String> tried = new HashSet<>();
    for (StandingRule rule : rules) {
      for (String node : List.of(rule.node(), rule.peer())) {
        if (members.all().contains(node) && tried.add(node)) {
          try {
            states.put(node, api(node).net(StandingRule.PATIENCE));
          } catch (UnreachableException e) {
            continue; // whoever asked for its rules was told
          }
        }
      }
    }
    List<Gap> gaps = new ArrayList<>(Uncovered.of(rules, states));
    gaps.addAll(Unreached.of(rules, states));
    return gaps;
  }

  /**
   * What stands now at a node that answers.
   *
   * @throws UnreachableException if it does not
   */
  public List<StandingRule> status(String node) {
    return StandingRule.at(node, api(node));
  }

  private Api api(String node) {
    return Objects.requireNonNull(nodes.get(members.known(node)));
  }

  /** Ends the threads; what was made stays, but for what failed. */
  @Override
  public void close() {
    if (faults.all().stream().allMatch(Applied::isUnwanted)) {
      agents.forEach(StandingAgent::forget);
    }
    faults.close();
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
