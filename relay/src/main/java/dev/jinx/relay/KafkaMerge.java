package dev.jinx.relay;

import dev.jinx.client.Cursor;
import dev.jinx.client.Event;
import dev.jinx.client.fleet.VectorCursor;
import dev.jinx.event.EventChoice;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Makes one stream of a topic's records: each event once, holes told. For one thread. */
final class KafkaMerge {
  private final VectorCursor since;
  private final EventChoice choice;
  private final Map<String, Seen> nodes = new HashMap<>();

  KafkaMerge(VectorCursor since, EventChoice choice) {
    this.since = since;
    this.choice = choice;
  }

  /**
   * Takes a record's value and gives on what it brings: nothing, an event, or a gap and an event.
   *
   * @return the position behind that record
   * @throws IOException if it is no event of a node
   */
  Cursor take(byte[] value, Consumer<Event> to) throws IOException {
    CloudEvents.Received received = CloudEvents.decode(value);
    Cursor id = received.id();
    Event event = Event.parse(received.event(), id.toString());
    Seen seen = nodes.computeIfAbsent(id.node(), node -> new Seen(since.at(node)));
    if (event.isGapNotice()) {
      boolean end = event.values().get("lost") == null && seen.addLostEnd(id);
      if (seen.addNotice(id) || end) {
        give(event, to);
      }
      return id;
    }
    Cursor before = seen.furthest();
    Seen.Verdict verdict = seen.add(id);
    if (verdict == Seen.Verdict.NEW_BEHIND_HOLE) {
      Cursor missing = new Cursor(id.node(), id.boot(), id.seq() - 1);
      String gap = Notices.jump(before, id, "they are not in the topic, or not yet");
      give(Event.parse(gap, missing.toString()), to);
    }
    if (verdict != Seen.Verdict.REPEATED) {
      give(event, to);
    }
    return id;
  }

  private void give(Event event, Consumer<Event> to) {
    if (choice.matches(event.injection(), event.phase().wire())) {
      to.accept(event);
    }
  }
}
