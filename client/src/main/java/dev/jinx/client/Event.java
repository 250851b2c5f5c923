package dev.jinx.client;

import dev.jinx.client.json.Json;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event of a node's log, immutable. The keys that waits look at are fields; the rest is read
 * from the line when asked for, so that a long record of events stays small.
 */
public final class Event {
  private final String json;
  private final String injection;
  private final Phase phase;
  private final long hit;
  private final int arm;
  private final Cursor cursor;

  private Event(String json, Map<String, Object> values, Cursor cursor) {
    this.json = json;
    this.cursor = cursor;
    this.injection = Values.text(values, "injection", "").intern();
    this.phase = Phase.of(Values.text(values, "phase", ""));
    this.hit = Values.number(values, "hit", -1);
    this.arm = Values.whole(values, "arm", -1);
  }

  /**
   * Reads an event's line.
   *
   * @param id the cursor that stood beside it, for a line without its own, as a gap is
   * @throws IOException if it is no event
   */
  public static Event parse(String json, String id) throws IOException {
    Map<String, Object> values = Json.object(json);
    String at = Values.text(values, "id", id);
    try {
      return new Event(json, values, Cursor.parse(at));
    } catch (IllegalArgumentException e) {
      throw new IOException("an event without a cursor: " + json, e);
    }
  }

  /**
   * A hole that the reader itself has found, between two events that it did get; in a later life
   * than the first event's, what is missing before the second.
   */
  public static Event gap(Cursor before, Cursor after) {
    long passed = before.sameLife(after) ? before.seq() : 0;
    Cursor first = new Cursor(after.node(), after.boot(), passed + 1);
    Cursor last = new Cursor(after.node(), after.boot(), after.seq() - 1);
    return gap(GapLine.of(first, last, last.seq() - passed, null), last);
  }

  /** A hole whose end nobody knows: the log breaks off behind that position. */
  static Event openGap(Cursor before) {
    Cursor first = new Cursor(before.node(), before.boot(), before.seq() + 1);
    return gap(GapLine.of(first, null, null, null), before);
  }

  private static Event gap(String line, Cursor at) {
    return new Event(line, Map.of("phase", "gap"), at);
  }

  /** Whether it is a gap that lies behind its position instead of before it. */
  boolean isOpenGap() {
    return phase == Phase.GAP && values().containsKey("to") && values().get("to") == null;
  }

  /**
   * Whether it is a gap that was told to one reader. It has the id of the last event that is lost,
   * and no number of its own: it is no event of the log.
   */
  public boolean isGapNotice() {
    // Keys of ours hold no text of others, so this is a key, and the event's own.
    return phase == Phase.GAP && !json.contains("\"seq\":");
  }

  /** The point's name; empty for a gap. */
  public String injection() {
    return injection;
  }

  /** What it tells. */
  public Phase phase() {
    return phase;
  }

  /** The word for it as it came: a newer agent's phase, too. */
  String phaseWord() {
    return phase == Phase.OTHER ? Values.text(values(), "phase", "") : phase.wire();
  }

  /** The number of the hit at its point, from 1; -1 for a gap. */
  public long hit() {
    return hit;
  }

  /** The number of the arm that acted; -1 for a gap. */
  public int arm() {
    return arm;
  }

  /** The position right behind this event. */
  public Cursor cursor() {
    return cursor;
  }

  /** The action's term, such as {@code pause(30s)}; empty for a gap. */
  public String action() {
    return Values.text(values(), "action", "");
  }

  /** ScyllaDB's word for the kind of action. */
  public String type() {
    return Values.text(values(), "type", "");
  }

  /** The method where the point is, as declared; empty for a gap. */
  public String point() {
    return Values.text(values(), "point", "");
  }

  /** When it happened by that machine's clock, or null for a gap. */
  public @Nullable Instant time() {
    String time = Values.text(values(), "time");
    try {
      return time == null ? null : Instant.parse(time);
    } catch (DateTimeParseException e) {
      throw new IllegalStateException("not a time in " + json, e);
    }
  }

  /** That JVM's {@code System.nanoTime()} at the hit; only differences mean anything. */
  public long nanos() {
    return Values.number(values(), "nanos", 0);
  }

  /** Who hit. */
  public ThreadInfo thread() {
    return ThreadInfo.of(Values.object(values(), "thread"));
  }

  /** The parameters of the arm; values beyond 4 KiB are cut. */
  public Map<String, String> parameters() {
    return Values.parameters(values().get("parameters"));
  }

  /**
   * What the point's {@code capture} expressions gave, bounded: JSON as plain Java values. One that
   * failed is a text, {@code <failed: ...>}.
   */
  public Map<String, Object> captured() {
    return java.util.Collections.unmodifiableMap(Values.object(values(), "captured"));
  }

  /** What a message decided for the thread that it let go, or null. */
  public @Nullable String outcome() {
    return Values.text(values(), "outcome");
  }

  /**
   * Why a pause was ended or a point failed, where there is more to say than the phase; or null.
   */
  public @Nullable String reason() {
    return Values.text(values(), "reason");
  }

  /** The line as it came, without line end. */
  public String json() {
    return json;
  }

  /** The line's values, keys that this client does not know included. */
  public Map<String, Object> values() {
    try {
      return Json.object(json);
    } catch (IOException e) {
      throw new IllegalStateException("was read before: " + json, e);
    }
  }

  @Override
  public String toString() {
    return json;
  }
}
