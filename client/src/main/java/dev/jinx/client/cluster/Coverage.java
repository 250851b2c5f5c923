package dev.jinx.client.cluster;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Which pairs of nodes rules can reach. A pair that they cannot reach is said, never passed over.
 *
 * @param book who listens where
 */
record Coverage(Book book) {
  /**
   * Makes sure that the rules are not in vain.
   *
   * @param what in words, for messages
   * @param watched whether somebody looks again when nodes begin to listen
   * @throws ClusterException if they reach no pair, or one never
   */
  void check(String what, List<Rule> rules, boolean watched) {
    for (PeerRule rule : peers(rules)) {
      if (book.isBlind(rule.peer())) {
        throw new ClusterException(
            what
                + ": the agent of "
                + rule.peer()
                + " cannot tell where it listens; say it with listening(\""
                + rule.peer()
                + "\", \"HOST:PORT\", ..)",
            null);
      }
    }
    Set<Set<String>> open = open(rules);
    if (!watched && !open.isEmpty() && open.size() < pairs(rules).size()) {
      throw new ClusterException(
          what
              + ": nothing is known by which these reach one another, and nobody looks again: "
              + words(open)
              + "; say where one of each listens, with --listening NODE=HOST:PORT",
          null);
    }
    open.removeIf(pair -> pair.stream().noneMatch(book::listens));
    if (!open.isEmpty()) {
      throw new ClusterException(
          what
              + ": none of the addresses at which these listen is one by which they reach one"
              + " another: "
              + words(open)
              + "; say which are, with listening(NODE, \"HOST:PORT\", ..)",
          null);
    }
    if (open(rules).size() == pairs(rules).size() && !pairs(rules).isEmpty()) {
      throw new ClusterException(
          what
              + ": none of them listens anywhere, so there is nothing to do it to; if they are"
              + " going to, say where with listening(NODE, \"HOST:PORT\", ..)",
          null);
    }
  }

  /** Pairs that no rule reaches, as nothing is known by which they reach one another. */
  Set<Set<String>> open(Collection<? extends Rule> rules) {
    Set<Set<String>> open = pairs(rules);
    Predicate<PeerRule> isPlaced = rule -> !rule.places(book).isEmpty();
    peers(rules).stream().filter(isPlaced).forEach(rule -> open.remove(rule.concerned()));
    return open;
  }

  /** In words, for messages. */
  static String words(Set<Set<String>> pairs) {
    List<String> words =
        pairs.stream().map(pair -> String.join(" and ", new TreeSet<>(pair))).sorted().toList();
    return String.join(", ", words);
  }

  private static Set<Set<String>> pairs(Collection<? extends Rule> rules) {
    Set<Set<String>> pairs = new LinkedHashSet<>();
    peers(rules).forEach(rule -> pairs.add(rule.concerned()));
    return pairs;
  }

  private static List<PeerRule> peers(Collection<? extends Rule> rules) {
    return rules.stream().filter(PeerRule.class::isInstance).map(PeerRule.class::cast).toList();
  }
}
