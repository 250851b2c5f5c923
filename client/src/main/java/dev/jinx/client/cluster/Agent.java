package dev.jinx.client.cluster;

import dev.jinx.client.Arming;
import dev.jinx.client.Cursor;
import dev.jinx.client.Declaration;
import dev.jinx.client.NetState;
import dev.jinx.client.PointState;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is asked of a node's agent. */
interface Agent {
  /** An arm that was made. */
  interface Arm {
    /** Why it has ended by itself, or null. */
    @Nullable String loss();

    /** Ends it. */
    void end();
  }

  /** In which life of the JVM it was there already, or null. */
  @Nullable Cursor begin();

  NetState net(Duration patience);

  void declare(Declaration point);

  Arm enable(String point, Arming arming);

  void undeclare(String point);

  /** All points that are declared there, by name. */
  Map<String, PointState> points();

  /** As {@link #points} tells them. */
  static Map<String, PointState> byName(List<PointState> states) {
    Map<String, PointState> points = new HashMap<>();
    states.forEach(state -> points.put(state.name(), state));
    return points;
  }
}
