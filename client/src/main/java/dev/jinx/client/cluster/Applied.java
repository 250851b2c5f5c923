package dev.jinx.client.cluster;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rules that belong together, in force.
 *
 * @param faults who put them there
 * @param what in words
 * @param placed the rules of each node
 */
record Applied(Faults faults, String what, Map<Desk, List<Placed>> placed) {
  /** What is done for a rule at its node. */
  interface Step {
    void run(Station station, Placed rule);
  }

  /** What is done for all rules at a node. */
  interface StepOfAll {
    void run(Station station, List<Placed> rules);
  }

  Rule.Kind kind() {
    return placed.values().iterator().next().get(0).rule().kind();
  }

  /** Whether it is not to be any more, and only stays where taking it away failed. */
  boolean isUnwanted() {
    return placed.values().stream().flatMap(List::stream).allMatch(Placed::isUnwanted);
  }

  List<Rule> rules() {
    return placed.values().stream().flatMap(List::stream).map(Placed::rule).toList();
  }

  /** In words, with the pairs of nodes that it does not reach. */
  String words() {
    Set<Set<String>> open = faults.open(this);
    return open.isEmpty()
        ? what
        : what + "; nothing is known yet by which these reach one another: " + Coverage.words(open);
  }

  /** Does one thing for each of the rules, at all nodes at once. */
  void run(Step step) {
    runAll((station, rules) -> rules.forEach(each -> step.run(station, each)));
  }

  /** Does one thing at all nodes at once, for all the rules there. */
  void runAll(StepOfAll step) {
    Map<Station, List<Placed>> byStation = new LinkedHashMap<>();
    placed.forEach((desk, rules) -> byStation.put(desk.station(), rules));
    Together.run(
        what,
        placed.keySet(),
        station -> step.run(station, byStation.getOrDefault(station, List.of())));
  }

  void lift() {
    faults.lift(this);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return what;
  }
}
