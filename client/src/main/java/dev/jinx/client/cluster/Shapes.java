package dev.jinx.client.cluster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** Which pairs of nodes a cut parts. */
final class Shapes {
  private Shapes() {}

  /** The rules for each of the one group and each of the other. */
  static List<Rule> pairs(
      Collection<String> some,
      Collection<String> others,
      BiFunction<String, String, List<Rule>> rules) {
    List<Rule> all = new ArrayList<>();
    for (String one : some) {
      for (String other : others) {
        if (one.equals(other)) {
          throw new IllegalArgumentException("node " + one + " cannot be in both groups");
        }
        all.addAll(rules.apply(one, other));
      }
    }
    if (all.isEmpty()) {
      throw new IllegalArgumentException("nobody is in one of the groups: " + some + ", " + others);
    }
    return all;
  }

  /** The two halves that are left when one node stands between them; the first may be larger. */
  static List<Set<String>> halves(List<String> all, String bridge) {
    List<String> rest = new ArrayList<>(all);
    rest.remove(bridge);
    if (rest.size() < 2) {
      throw new IllegalArgumentException("a bridge needs a node on either side, of " + all);
    }
    int middle = (rest.size() + 1) / 2;
    return List.of(
        new LinkedHashSet<>(rest.subList(0, middle)),
        new LinkedHashSet<>(rest.subList(middle, rest.size())));
  }

  /**
   * The rules of a ring: each node sees a majority, its nearest neighbours on both sides, and no
   * two nodes the same one.
   */
  static List<Rule> ring(List<String> all) {
    int size = all.size();
    int reach = (size / 2 + 1) / 2; // on either side, so that it is a majority with itself
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      for (int j = i + 1; j < size; j++) {
        int distance = Math.min(j - i, size - (j - i));
        if (distance > reach) {
          rules.addAll(PeerRule.between(Rule.Kind.CUT, all.get(i), all.get(j), PeerRule.HOLD));
        }
      }
    }
    if (rules.isEmpty()) {
      throw new IllegalArgumentException(
          "in a ring of " + size + " every node is every other's neighbour; it takes 4");
    }
    return rules;
  }

  /** As messages say two groups. */
  static String pair(Collection<String> some, String between, Collection<String> others) {
    return words(some) + between + words(others);
  }

  /** As messages say a group. */
  static String words(Collection<String> group) {
    return String.join(", ", group);
  }
}
