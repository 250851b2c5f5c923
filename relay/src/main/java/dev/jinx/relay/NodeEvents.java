package dev.jinx.relay;

import dev.jinx.client.Api;
import dev.jinx.client.Cursor;
import dev.jinx.client.EventFilter;
import dev.jinx.client.Settings;
import dev.jinx.client.sse.Loss;
import dev.jinx.client.sse.Reconnect;
import dev.jinx.client.sse.SseListener;
import dev.jinx.client.sse.SseReader;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Opens the whole stream of a node behind a position. */
final class NodeEvents {
  /** Nodes under test come and go: nobody wants to wait for half a minute then. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final Api api;
  private final String without;

  /**
   * A node.
   *
   * @param without where to begin if there is no position: {@code earliest} or {@code latest}
   */
  NodeEvents(Settings settings, String without) {
    this.api = new Api(settings);
    this.without = without;
  }

  /**
   * A reader that connects, and comes back, for as long as it is not closed. Behind a position it
   * asks as a reader that comes back does: so a node that does not know the position any more tells
   * a gap, and goes on with what it has.
   */
  SseReader open(@Nullable Cursor behind, SseListener listener) {
    EventFilter from = new EventFilter(null, null, behind == null ? without : null);
    SseReader reader = new SseReader(api.stream(from), "", NodeEvents::pause, listener);
    if (behind != null) {
      reader.resumeFrom(behind.toString());
    }
    return reader;
  }

  private static @Nullable Duration pause(Loss loss) {
    return Reconnect.always(ThreadLocalRandom.current()).atMost(LONGEST_PAUSE).after(loss);
  }

  /** What is wrong with a node that was further already. */
  static String wentBack(Cursor position, Cursor now) {
    return "it stands at "
        + now
        + " and was relayed up to "
        + position
        + " already: its log directory is another one or was emptied, so that numbers would be"
        + " used twice; give the node a new name or use a new topic";
  }
}
