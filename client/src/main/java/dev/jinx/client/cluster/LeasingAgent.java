package dev.jinx.client.cluster;

import dev.jinx.client.Arming;
import dev.jinx.client.Declaration;
import dev.jinx.client.Jinx;
import dev.jinx.client.NetState;
import java.time.Duration;

/** An agent through a connection: what it arms ends with the connection's lease. */
record LeasingAgent(Jinx jinx) implements Agent {
  @Override
  public NetState net(Duration patience) {
    return jinx.net(patience);
  }

  @Override
  public void declare(Declaration point) {
    jinx.declare(point);
  }

  @Override
  public Arm enable(String point, Arming arming) {
    return jinx.point(point).enable(arming)::loss;
  }

  @Override
  public void undeclare(String point) {
    jinx.undeclare(point);
  }
}
