package dev.jinx.client.junit;

import dev.jinx.client.Event;
import dev.jinx.client.internal.Summary;
import java.util.List;
import java.util.Map;

/** The events of a test that failed, from each node, suppressed in its failure. */
public final class EventsOfTest extends Throwable {
  private static final long serialVersionUID = 1L;
  private static final int LAST = 20;

  private EventsOfTest(String message) {
    super(message, null, false, false);
  }

  static EventsOfTest of(Map<String, List<Event>> events) {
    StringBuilder text = new StringBuilder("what happened during the test");
    events.forEach(
        (node, all) -> text.append("\n  ").append(node).append(": ").append(Summary.of(all, LAST)));
    return new EventsOfTest(text.toString());
  }
}
