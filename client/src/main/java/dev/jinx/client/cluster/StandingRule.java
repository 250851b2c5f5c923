package dev.jinx.client.cluster;

import dev.jinx.client.Api;
import dev.jinx.client.NetState;
import dev.jinx.client.PointState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A cut or a filter as it stands at a node, on the connections that the node began to another.
 *
 * @param node where
 * @param peer to whom, as was said when it was made
 * @param way {@code both}, {@code send} or {@code receive}
 * @param cut whether it is of a cut, else of a filter
 * @param action the terms
 * @param enabled whether it still acts: not when its time is over
 * @param hits how often it was reached
 * @param held bytes that connections hold back on which it is
 * @param point the point's name
 * @param selector where the point is
 */
public record StandingRule(
    String node,
    String peer,
    String way,
    boolean cut,
    String action,
    boolean enabled,
    long hits,
    long held,
    String point,
    String selector) {
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Whether a point of that name is the kit's. */
  static boolean isOurs(String point) {
    return Stream.of(Rule.Kind.values()).anyMatch(kind -> point.startsWith(kind.prefix()));
  }

  /** What it was called when it was made, together with all others of that moment. */
  static String id(String point) {
    String[] words = point.split("\\.");
    return words.length > 2 ? words[2] : "";
  }

  /** The name of what it belongs to: what was made in one call has one. */
  public String id() {
    return id(point);
  }

  /** The addresses at which it is. */
  Set<String> covered() {
    int from = selector.indexOf('(');
    int to = selector.indexOf(')');
    return !selector.startsWith("net#") || from < 0 || to < from
        ? Set.of()
        : Set.of(selector.substring(from + 1, to).split(", *"));
  }

  static List<StandingRule> at(String node, Api api) {
    List<PointState> points = api.points().stream().filter(point -> isOurs(point.name())).toList();
    if (points.isEmpty()) {
      return List.of();
    }
    NetState net = api.net(PATIENCE);
    List<StandingRule> rules = new ArrayList<>();
    for (PointState point : points) {
      long held =
          net.connections().stream()
              .filter(each -> each.points().contains(point.name()))
              .mapToLong(NetState.Connection::held)
              .sum();
      rules.add(of(node, point, held));
    }
    return rules;
  }

  private static StandingRule of(String node, PointState point, long held) {
    Map<String, String> parameters = point.parameters();
    String declared = String.valueOf(point.json().getOrDefault("action", "observe"));
    return new StandingRule(
        node,
        parameters.getOrDefault("peer", "?"),
        parameters.getOrDefault("way", "?"),
        point.name().startsWith(Rule.Kind.CUT.prefix()),
        point.arms().isEmpty() ? declared : point.arms().get(point.arms().size() - 1).action(),
        point.enabled(),
        point.hits(),
        held,
        point.name(),
        point.method());
  }

  /** The way as an arrow, from the node to its peer. */
  public String arrow() {
    return switch (way) {
      case "both" -> "<->";
      case "send" -> "-->";
      case "receive" -> "<--";
      default -> way;
    };
  }

  /** For scripts. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("node", node);
    json.put("peer", peer);
    json.put("way", way);
    json.put("kind", cut ? "cut" : "filter");
    json.put("action", action);
    json.put("enabled", enabled);
    json.put("hits", hits);
    json.put("held", held);
    json.put("id", id());
    json.put("point", point);
    json.put("method", selector);
    return json;
  }
}
