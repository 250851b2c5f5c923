package dev.jinx.client.cluster;

import dev.jinx.client.Armed;
import dev.jinx.client.Arming;
import dev.jinx.client.Cursor;
import dev.jinx.client.Declaration;
import dev.jinx.client.NetState;
import dev.jinx.client.PointState;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An agent through a node's connection: what it arms ends with the connection's lease.
 *
 * @param node whose; connected to anew when its JVM began another life
 */
record LeasingAgent(Node node) implements Agent {
  @Override
  public Cursor begin() {
    return node.jinx().begin();
  }

  @Override
  public NetState net(Duration patience) {
    NetState state = node.jinx().net(patience);
    if (node.renews() && !node.jinx().begin().sameLife(state.life())) {
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
    Armed armed = node.jinx().point(point).enable(arming);
    return new Arm() {
      @Override
      public @Nullable String loss() {
        return armed.loss();
      }

      @Override
      public void end() {
        armed.disable();
      }
    };
  }

  @Override
  public Map<String, PointState> points() {
    return Agent.byName(node.jinx().points());
  }

  @Override
  public void undeclare(String point) {
    node.jinx().undeclare(point);
  }
}
