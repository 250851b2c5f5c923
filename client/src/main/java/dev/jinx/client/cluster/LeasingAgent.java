package dev.jinx.client.cluster;

import dev.jinx.client.Arming;
import dev.jinx.client.Cursor;
import dev.jinx.client.Declaration;
import dev.jinx.client.NetState;
import java.time.Duration;
import java.util.Map;

/**
 * An agent through a node's connection: what it arms ends with the connection's lease.
 *
 * @param node whose
 * @param renews whether the node is to be connected to anew when its JVM began another life
 */
record LeasingAgent(Node node, boolean renews) implements Agent {
  @Override
  public Cursor begin() {
    return node.jinx().begin();
  }

  @Override
  public NetState net(Duration patience) {
    NetState state = node.jinx().net(patience);
    if (renews && !node.jinx().begin().sameLife(state.life())) {
      node.reconnect();
    }
    return state;
  }

  @Override
  public void declare(Declaration point) {
    node.jinx().declare(point);
  }

  @Override
  public Arm enable(String point, Arming arming) {
    return node.jinx().point(point).enable(arming)::loss;
  }

  @Override
  public Map<String, Boolean> points() {
    return Agent.enabled(node.jinx().points());
  }

  @Override
  public void undeclare(String point) {
    node.jinx().undeclare(point);
  }
}
