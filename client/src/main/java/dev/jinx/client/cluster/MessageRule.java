package dev.jinx.client.cluster;

import dev.jinx.client.Arming;
import dev.jinx.client.Declaration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to happen at one node to the calls of a method. Immutable.
 *
 * @param node where it is
 * @param peer with whom the messages are exchanged, where that was said; else null
 * @param method the selector
 * @param position {@code exit}; null for the entry
 * @param captures expressions by name
 * @param arming what happens
 */
record MessageRule(
    String node,
    @Nullable String peer,
    String method,
    @Nullable String position,
    Map<String, String> captures,
    Arming arming)
    implements Rule {
  @Override
  public Kind kind() {
    return Kind.MESSAGE;
  }

  @Override
  public Set<String> places(Book book) {
    return Set.of(method);
  }

  @Override
  public Set<String> concerned() {
    return Set.of(node);
  }

  @Override
  public Declaration at(String name, Collection<String> places) {
    Declaration point = Declaration.of(name, method).parameter("node", node);
    if (position != null) {
      point = point.at(position);
    }
    if (peer != null) {
      point = point.parameter("peer", peer);
    }
    if (arming.action() != null) {
      point = point.action(arming.action());
    }
    if (arming.condition() != null) {
      point = point.when(arming.condition());
    }
    for (Map.Entry<String, String> each : captures.entrySet()) {
      point = point.capture(each.getKey(), each.getValue());
    }
    for (Map.Entry<String, String> each : arming.parameters().entrySet()) {
      point = point.parameter(each.getKey(), each.getValue());
    }
    return point.parameter("way", "calls");
  }

  @Override
  public String toString() {
    return method + " at " + node;
  }
}
