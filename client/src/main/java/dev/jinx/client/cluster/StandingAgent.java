package dev.jinx.client.cluster;

import dev.jinx.client.Api;
import dev.jinx.client.Arming;
import dev.jinx.client.Cursor;
import dev.jinx.client.Declaration;
import dev.jinx.client.JinxException;
import dev.jinx.client.LeaseAnswer;
import dev.jinx.client.NetState;
import dev.jinx.client.PointState;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An agent without a connection: what it arms stays when we are gone, for a time or until it is
 * taken away. Used by one thread.
 */
final class StandingAgent implements Agent {
  private final Api api;
  private final @Nullable Duration time;
  private @Nullable String lease;

  /** For that time from the first arm on; null for ever. */
  StandingAgent(Api api, @Nullable Duration time) {
    this.api = api;
    this.time = time;
  }

  @Override
  public @Nullable Cursor begin() {
    return null;
  }

  @Override
  public NetState net(Duration patience) {
    return api.net(patience);
  }

  @Override
  public void declare(Declaration point) {
    api.declare(point.json());
  }

  @Override
  public Arm enable(String point, Arming arming) {
    if (time != null && lease == null) {
      lease = LeaseAnswer.of(api.createLease(time)).id();
    }
    api.enable(point, arming, lease);
    return new Arm() {
      @Override
      public @Nullable String loss() {
        return null;
      }

      @Override
      public void end() {
        api.disable(point, lease);
      }
    };
  }

  @Override
  public Map<String, PointState> points() {
    return Agent.byName(api.points());
  }

  @Override
  public void undeclare(String point) {
    api.undeclare(point);
  }

  /** Ends the lease, if there is one: after a failure, when nothing is under it. */
  void forget() {
    String made = lease;
    lease = null;
    if (made != null) {
      try {
        api.endLease(made);
      } catch (JinxException e) {
        return; // without arms, it runs out and nobody notices
      }
    }
  }
}
