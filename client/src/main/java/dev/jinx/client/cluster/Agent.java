package dev.jinx.client.cluster;

import dev.jinx.client.Arming;
import dev.jinx.client.Cursor;
import dev.jinx.client.Declaration;
import dev.jinx.client.NetState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is asked of a node's agent. */
interface Agent {
  /** An arm that was made. */
  @FunctionalInterface
  interface Arm {
    /** Why it has ended by itself, or null. */
    @Nullable String loss();
  }

  /** In which life of the JVM it was there already, or null. */
  @Nullable Cursor begin();

  NetState net(Duration patience);

  void declare(Declaration point);

  Arm enable(String point, Arming arming);

  void undeclare(String point);
}
