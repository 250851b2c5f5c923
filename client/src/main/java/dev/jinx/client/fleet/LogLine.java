package dev.jinx.client.fleet;

import dev.jinx.client.Cursor;
import dev.jinx.client.Event;
import dev.jinx.client.GapLine;
import dev.jinx.disk.Hole;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * One line of a log on disk: an event, or what is told in place of those that are missing.
 *
 * @param cursor the position right behind it
 * @param json the line, without line end
 * @param isGap whether it tells that events are lost
 */
public record LogLine(Cursor cursor, String json, boolean isGap) {
  private static final String TIME = ",\"time\":\"";

  static LogLine of(String node, Hole hole) {
    Cursor first = new Cursor(node, hole.boot(), hole.from());
    if (!hole.isCounted()) { // nobody knows how far it goes
      Cursor before = new Cursor(node, hole.boot(), hole.from() - 1);
      return new LogLine(before, GapLine.of(first, null, null, null), true);
    }
    Cursor last = new Cursor(node, hole.boot(), hole.to());
    return new LogLine(last, GapLine.of(first, last, hole.count(), null), true);
  }

  /** The event that it is, or a gap. */
  public Event event() {
    try {
      return Event.parse(json, cursor.toString());
    } catch (IOException e) {
      throw new FleetException("not an event at " + cursor + ": " + e.getMessage(), e);
    }
  }

  /** When it happened, by that machine's clock; null for a gap. */
  public @Nullable Instant time() {
    // Within a text every quote is escaped, so this is a key; and no other object stands before.
    int key = json.indexOf(TIME);
    int end = key < 0 ? -1 : json.indexOf('"', key + TIME.length());
    try {
      return end < 0 ? null : Instant.parse(json.substring(key + TIME.length(), end));
    } catch (DateTimeParseException e) {
      return null; // it is ordered as an event without a time, and shown as it is
    }
  }

  /** The line. */
  @Override
  public String toString() {
    return json;
  }
}
