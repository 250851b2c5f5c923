package dev.jinx.client.cluster;

import dev.jinx.client.NetState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where a standing cut or filter has a hole: addresses at which a node began to listen after it was
 * made. Connections of the other node to there are not touched.
 *
 * @param id the name of the cut or filter
 * @param node who connects
 * @param peer who listens
 * @param at where
 */
public record Uncovered(String id, String node, String peer, Set<String> at) implements Gap {
  /** Copies the addresses. */
  public Uncovered {
    at = Set.copyOf(at);
  }

  /**
   * Finds them.
   *
   * @param rules what stands
   * @param states what the nodes say of themselves now, as far as they answer
   */
  static List<Uncovered> of(Collection<StandingRule> rules, Map<String, NetState> states) {
    Map<Uncovered, Set<String>> covered = new LinkedHashMap<>();
    for (StandingRule rule : rules) {
      if (rule.enabled() && !rule.covered().isEmpty()) {
        for (Uncovered way : both(rule)) {
          Set<String> at = covered.computeIfAbsent(way, any -> new LinkedHashSet<>());
          at.addAll(way.node().equals(rule.node()) ? rule.covered() : Set.of());
        }
      }
    }
    List<Uncovered> found = new ArrayList<>();
    covered.forEach(
        (way, at) -> {
          NetState from = states.get(way.node());
          NetState to = states.get(way.peer());
          if (from != null && to != null) {
            Set<String> open = new LinkedHashSet<>(Targets.of(from, to, to.listeners()));
            open.removeAll(at);
            if (!open.isEmpty()) {
              found.add(new Uncovered(way.id(), way.node(), way.peer(), open));
            }
          }
        });
    return found;
  }

  /** What has to be looked at: its own way, and the other one. */
  private static List<Uncovered> both(StandingRule rule) {
    return List.of(
        new Uncovered(rule.id(), rule.node(), rule.peer(), Set.of()),
        new Uncovered(rule.id(), rule.peer(), rule.node(), Set.of()));
  }

  @Override
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", "open");
    json.put("id", id);
    json.put("node", node);
    json.put("peer", peer);
    json.put("at", at.stream().sorted().toList());
    return json;
  }

  @Override
  public String toString() {
    return "not covered by "
        + id
        + ", which is older: "
        + node
        + " to "
        + peer
        + " at "
        + String.join(", ", at.stream().sorted().toList());
  }
}
