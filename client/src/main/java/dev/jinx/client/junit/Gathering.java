package dev.jinx.client.junit;

import dev.jinx.client.Api;
import dev.jinx.client.Cursor;
import dev.jinx.client.Event;
import dev.jinx.client.Jinx;
import dev.jinx.client.JinxException;
import dev.jinx.client.Settings;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Gathers what the nodes of a test have told. A node that does not answer is asked once. */
final class Gathering {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final long PAUSE_MILLIS = 5;

  private final Set<String> silent = new HashSet<>();

  /**
   * All that came since the connections were made, the last ones waited for.
   *
   * @param mute nodes that cannot answer now
   */
  synchronized Map<String, List<Event>> of(Map<String, Jinx> connections, Set<String> mute) {
    Map<String, List<Event>> events = new LinkedHashMap<>();
    connections.forEach(
        (name, jinx) -> {
          if (!mute.contains(name) && !silent.contains(name) && !hasAll(jinx)) {
            silent.add(name);
          }
          events.put(name, jinx.seen(jinx.begin()));
        });
    return events;
  }

  /** Waits until the connection has brought what there is now; false if nobody can tell. */
  private static boolean hasAll(Jinx jinx) {
    try {
      Cursor now = soon(jinx.settings()).health().cursor();
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (now.sameLife(jinx.begin())
          && now.isAfter(jinx.position())
          && System.nanoTime() - end < 0) {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS); // its reader is on the way
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // then what has come is all
      return true;
    } catch (JinxException e) {
      return false; // it is dead, or hangs: nothing more comes
    }
  }

  private static Api soon(Settings usual) {
    return new Api(usual.withTimeouts(usual.connectTimeout(), PATIENCE));
  }
}
