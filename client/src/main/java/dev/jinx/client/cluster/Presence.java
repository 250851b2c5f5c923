package dev.jinx.client.cluster;

import dev.jinx.client.Cursor;
import dev.jinx.client.NetState;
import dev.jinx.client.UnreachableException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Whether a node is there, and in which life of its JVM. Used by the station's thread alone. */
final class Presence {
  /** Slow is not dead. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** For one that did not answer before: it is stopped, most likely. */
  static final Duration SHORT = Duration.ofSeconds(2);

  private final Agent agent;
  private @Nullable Cursor life;
  private boolean down;
  private boolean silent;

  Presence(Agent agent) {
    this.agent = agent;
    this.life = agent.begin();
  }

  /** Whether a JVM was here, and nothing listens now. */
  boolean isDown() {
    return down;
  }

  /** How long to wait for it. */
  Duration patience() {
    return silent ? SHORT : PATIENCE;
  }

  /**
   * Asks the node how it stands.
   *
   * @param onNewLife what to do if its JVM is another than at the last time
   * @return null if it is down
   * @throws UnreachableException if it does not answer; one that was here before and is dead is no
   *     error
   */
  @Nullable NetState ask(Duration patience, Runnable onNewLife) {
    NetState now;
    try {
      now = agent.net(patience);
    } catch (UnreachableException e) {
      if (life != null && e.nothingListens()) {
        down = true;
        return null;
      }
      silent = true;
      throw e;
    }
    down = false;
    silent = false;
    if (life != null && !life.sameLife(now.life())) {
      onNewLife.run();
    }
    life = now.life();
    return now;
  }
}
