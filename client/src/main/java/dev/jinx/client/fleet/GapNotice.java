package dev.jinx.client.fleet;

import dev.jinx.client.Event;
import dev.jinx.client.Phase;

/**
 * A gap that was told to one reader. It has the id of the last event that is lost, and no number of
 * its own: it is no event of the log.
 */
final class GapNotice {
  private GapNotice() {}

  static boolean is(Event event) {
    // Keys of ours hold no text of others, so this is a key, and the event's own.
    return event.phase() == Phase.GAP && !event.json().contains("\"seq\":");
  }
}
