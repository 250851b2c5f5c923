package dev.jinx.client.cluster;

import dev.jinx.client.PointState;
import dev.jinx.client.UnknownPointException;
import dev.jinx.client.UnreachableException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Brings the points of a rule into being at its node, and takes them away. Used by the station's
 * thread alone, while the node is not down.
 *
 * @param agent the node's
 * @param book who listens where
 */
record Placing(Agent agent, Book book) {
  /**
   * Declares the points that a rule lacks.
   *
   * @throws ClusterException if the node has no such method
   */
  void declare(Placed rule) {
    Set<String> places = new LinkedHashSet<>(rule.rule().places(book));
    places.removeAll(rule.covered());
    if (places.isEmpty()) {
      return;
    }
    String point = rule.nextName();
    rule.declares(point, places); // before it is: an answer may be lost on its way
    try {
      agent.declare(rule.rule().at(point, places));
    } catch (UnreachableException e) {
      throw e; // it may be there: to arm it finds out
    } catch (RuntimeException e) {
      rule.gone(point);
      throw e;
    }
    if (rule.rule() instanceof MessageRule) {
      refuseMissing(rule, point);
    }
  }

  /** A selector that means nothing in a class that is there would be a filter that never acts. */
  private void refuseMissing(Placed rule, String point) {
    PointState state = agent.points().get(point);
    if (state == null || !Set.of("missing", "failed").contains(state.state())) {
      return;
    }
    undeclare(point);
    rule.gone(point);
    String near = state.nearest().isEmpty() ? "" : "; near are " + state.nearest();
    throw new ClusterException(rule.rule() + " is " + state.state() + reason(state) + near, null);
  }

  private static String reason(PointState state) {
    return state.reason() == null ? "" : ": " + state.reason();
  }

  /**
   * Arms what is declared and not armed, unless it is to rest.
   *
   * @throws UnknownPointException after the others were armed, if one is not there; it is declared
   *     anew at the next look
   */
  void arm(Placed rule) {
    if (rule.rests()) {
      return;
    }
    UnknownPointException unknown = null;
    for (String point : rule.unarmed()) {
      try {
        rule.armed(point, agent.enable(point, rule.rule().armed()));
      } catch (UnknownPointException e) {
        rule.gone(point);
        unknown = e;
      }
    }
    if (unknown != null) {
      throw unknown;
    }
  }

  /** Disarms what is to rest. */
  void rest(Placed rule) {
    if (rule.rests()) {
      rule.disarm();
    }
  }

  void undeclare(String point) {
    try {
      agent.undeclare(point);
    } catch (UnknownPointException e) {
      return; // never came to be, or somebody was first
    } catch (UnreachableException e) {
      if (!e.nothingListens()) {
        throw e;
      }
    }
  }

  /** The rule's point, as a configuration has it, of a JVM that is to begin with the rule. */
  Map<String, Map<String, Object>> early(Placed rule) {
    Set<String> places = new LinkedHashSet<>(rule.covered());
    places.addAll(rule.rule().places(book));
    if (rule.isUnwanted() || rule.rests() || places.isEmpty()) {
      return Map.of();
    }
    String point = rule.nextName() + ".early";
    Map<String, Object> json = new LinkedHashMap<>(rule.rule().at(point, places).json());
    json.remove("name");
    json.put("enabled", true);
    json.put("one_shot", rule.rule().arming().once());
    return Map.of(point, json);
  }
}
