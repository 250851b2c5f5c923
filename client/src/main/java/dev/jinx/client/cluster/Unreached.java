package dev.jinx.client.cluster;

import dev.jinx.client.NetState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a standing cut or filter means connections that native code has, such as Netty's epoll
 * transport: points on connections cannot touch them.
 *
 * @param id the name of the cut or filter
 * @param node who connects
 * @param at where to, once for each connection
 */
public record Unreached(String id, String node, List<String> at) implements Gap {
  /** Copies the addresses. */
  public Unreached {
    at = List.copyOf(at);
  }

  /**
   * Finds them.
   *
   * @param rules what stands
   * @param states what the nodes say of themselves now, as far as they answer
   */
  static List<Unreached> of(Collection<StandingRule> rules, Map<String, NetState> states) {
    List<Unreached> found = new ArrayList<>();
    for (StandingRule rule : rules) {
      NetState state = states.get(rule.node());
      if (state != null) {
        List<String> at =
            state.unseen().stream()
                .filter(each -> each.points().contains(rule.point()))
                .map(NetState.Unseen::peer)
                .sorted()
                .toList();
        if (!at.isEmpty()) {
          found.add(new Unreached(rule.id(), rule.node(), at));
        }
      }
    }
    return found;
  }

  @Override
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", "unseen");
    json.put("id", id);
    json.put("node", node);
    json.put("at", at);
    return json;
  }

  /** What to know of such connections, and what helps. */
  static String words(List<String> at) {
    return (at.size() == 1 ? "connection to " : at.size() + " connections to ")
        + String.join(", ", at.stream().distinct().sorted().toList())
        + ", as Netty's epoll transport does, and points on connections do not reach them; have"
        + " the program use the JDK's, Netty by -Dio.netty.transport.noNative=true (where it has"
        + " another package, with that before io.netty)";
  }

  @Override
  public String toString() {
    return "not touched by " + id + ": native code has " + node + "'s " + words(at);
  }
}
