package dev.jinx.client.junit;

import dev.jinx.client.Cursor;
import dev.jinx.client.Event;
import dev.jinx.client.Jinx;
import dev.jinx.client.JinxException;
import dev.jinx.client.internal.Summary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The events of a test that failed, from each node, suppressed in its failure. */
public final class EventsOfTest extends Throwable {
  private static final long serialVersionUID = 1L;
  private static final int LAST = 20;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long PAUSE_MILLIS = 5;

  private EventsOfTest(String message) {
    super(message, null, false, false);
  }

  static EventsOfTest of(Map<String, List<Event>> events) {
    StringBuilder text = new StringBuilder("what happened during the test");
    events.forEach(
        (node, all) -> text.append("\n  ").append(node).append(": ").append(Summary.of(all, LAST)));
    return new EventsOfTest(text.toString());
  }

  /** All that came since the connections were made, the last ones waited for. */
  static Map<String, List<Event>> in(TestRun run) {
    Map<String, List<Event>> events = new LinkedHashMap<>();
    run.connections().forEach((name, jinx) -> events.put(name, of(jinx)));
    return events;
  }

  private static List<Event> of(Jinx jinx) {
    try {
      Cursor now = jinx.cursor();
      long end = System.nanoTime() + PATIENCE_NANOS;
      while (now.sameLife(jinx.begin())
          && now.isAfter(jinx.position())
          && System.nanoTime() - end < 0) {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // then what has come is all
    } catch (JinxException e) {
      return jinx.seen(jinx.begin()); // it died: nothing more comes
    }
    return jinx.seen(jinx.begin());
  }
}
