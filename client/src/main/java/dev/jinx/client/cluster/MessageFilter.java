package dev.jinx.client.cluster;

import dev.jinx.client.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happens to messages, until this is cleared. Each node has points of its own for
 * it, which are used as any others: to wait for messages, to see whom it holds, and to let them go.
 */
public final class MessageFilter implements AutoCloseable {
  private final Cluster cluster;
  private final Applied rules;
  private final @Nullable Flag flag;

  MessageFilter(Cluster cluster, Applied rules, @Nullable Flag flag) {
    this.cluster = cluster;
    this.rules = rules;
    this.flag = flag;
  }

  /**
   * Its point at that node, in the present life of the JVM there.
   *
   * @throws ClusterException if it has none there now
   * @throws IllegalArgumentException if it has several: {@link #points} tells all
   */
  public Point at(String node) {
    return one(node, points(node, null));
  }

  /** Its point at that node for what is exchanged with that peer. */
  public Point at(String node, String peer) {
    return one(node + ", for " + peer, points(node, peer));
  }

  /** All its points at that node: those before a message in their order, then those after it. */
  public List<Point> points(String node) {
    return points(node, null);
  }

  private List<Point> points(String node, @Nullable String peer) {
    Node member = cluster.node(node);
    Map<Placed, String> names = rules.faults().points(rules);
    List<Point> points = new ArrayList<>();
    for (List<Placed> each : rules.placed().values()) {
      for (Placed placed : each) {
        MessageRule rule = (MessageRule) placed.rule();
        String name = names.get(placed);
        boolean meant = peer == null || peer.equals(rule.peer());
        if (name != null && rule.node().equals(member.name()) && meant) {
          points.add(member.at(name));
        }
      }
    }
    return points;
  }

  private Point one(String where, List<Point> points) {
    if (points.size() > 1) {
      throw new IllegalArgumentException(this + " has " + points.size() + " points at " + where);
    }
    if (points.isEmpty()) {
      throw new ClusterException(this + " has no point at " + where, null);
    }
    return points.get(0);
  }

  /**
   * Takes it away. What waits for its time goes on at once, and what is held, too. Does nothing
   * where it was cleared before.
   *
   * @throws ClusterException if a node did not answer (it is tried again, and ends with the lease
   *     at the latest), or if the filter was not there all the time
   */
  public void clear() {
    if (flag != null) {
      flag.leave(this);
    }
    rules.lift();
  }

  /** The same. */
  @Override
  public void close() {
    clear();
  }

  void rest(boolean rests) {
    rules.faults().rest(rules, rests);
  }

  /** What happens to which messages, where. */
  @Override
  public String toString() {
    return rules.what();
  }
}
