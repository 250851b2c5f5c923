package dev.jinx.server;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jinx.bootstrap.Point;
import dev.jinx.control.Control;
import dev.jinx.control.Leases;
import dev.jinx.log.Cursor;
import dev.jinx.log.EventLog;
import dev.jinx.log.Filter;
import dev.jinx.log.Gap;
import dev.jinx.log.LogReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Why a wait ended without its event: what came instead, and how its points stand. */
final class Diagnosis {
  private static final int LAST = 10;
  private static final int MOST_POINTS = 20;

  /** Of a log that has grown larger since, only the window is looked at. */
  private static final int MOST_READS = 256;

  private final EventLog log;
  private final Awaited awaited;
  private final @Nullable Gap lost;
  private final Leases leases;
  private final Map<String, Map<String, Integer>> counts = new TreeMap<>();
  private final Deque<String> last = new ArrayDeque<>();
  private final List<Point> points = new ArrayList<>();
  private @Nullable Cursor countedFrom;
  private @Nullable String unreadable;

  Diagnosis(EventLog log, Control control, Filter filter, Awaited awaited, @Nullable Gap lost) {
    this.log = log;
    this.awaited = awaited;
    this.lost = lost;
    this.leases = control.leases();
    count();
    for (Point point : control.points()) {
      if (filter.matches(point.name()) && points.size() < MOST_POINTS) {
        points.add(point);
      }
    }
  }

  private void count() {
    LogReader reader = log.read(awaited.after());
    long until = log.last();
    for (int reads = 0; reader.isBehind(); ) {
      if (reader.isOnDisk() && reads++ == MOST_READS) {
        reader = window();
      }
      Gap gap;
      try {
        gap = reader.gap();
      } catch (UncheckedIOException failed) {
        // The wait is over all the same.
        unreadable = failed.getMessage();
        reader = window();
        continue;
      }
      if (gap != null) {
        reader.skip(gap);
      }
      while (reader.next()) {
        counts
            .computeIfAbsent(reader.injection(), name -> new TreeMap<>())
            .merge(reader.phase().word(), 1, Integer::sum);
        if (last.size() == LAST) {
          last.removeFirst();
        }
        last.addLast(reader.json());
      }
      if (reader.boot() == log.boot() && reader.position() >= until) {
        return;
      }
    }
  }

  /** Begins anew with what can be had without files. */
  private LogReader window() {
    Cursor from = new Cursor(log.node(), log.boot(), log.first() - 1);
    countedFrom = from;
    counts.clear();
    last.clear();
    return log.read(from);
  }

  Problem say() {
    return new Problem(408, text(), List.of(), this::members);
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    text.append(awaited.words())
        .append(" within ")
        .append(TimeUnit.NANOSECONDS.toMillis(awaited.nanos()))
        .append(" ms since ")
        .append(awaited.after());
    if (counts.isEmpty()) {
      text.append("; no event at all came ");
      text.append(countedFrom == null ? "in that time" : "since " + countedFrom);
    } else {
      text.append("; what came");
      if (countedFrom != null) {
        text.append(" since ").append(countedFrom);
      }
      text.append(':');
      String comma = " ";
      for (Map.Entry<String, Map<String, Integer>> one : counts.entrySet()) {
        for (Map.Entry<String, Integer> phase : one.getValue().entrySet()) {
          text.append(comma).append(phase.getValue()).append(' ').append(phase.getKey());
          text.append(" of '").append(one.getKey()).append('\'');
          comma = ", ";
        }
      }
    }
    if (lost != null) {
      text.append("; events were lost before they could be read, from ")
          .append(lost.from())
          .append(" to ")
          .append(lost.to());
    }
    if (unreadable != null) {
      text.append("; what came before cannot be read: ").append(unreadable);
    }
    if (points.isEmpty()) {
      text.append(
          awaited.injections() == null
              ? "; no point is declared"
              : "; no declared point has such a name");
    }
    for (Point point : points) {
      text.append("; '").append(point.name()).append("' is ");
      text.append(PointWords.of(point, leases));
    }
    return text.toString();
  }

  private void members(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("awaited");
    if (awaited.injections() != null) {
      json.writeStringField("injection", awaited.injections());
    }
    json.writeStringField("phase", awaited.phases());
    json.writeNumberField("count", awaited.count());
    json.writeNumberField("timeout_ms", TimeUnit.NANOSECONDS.toMillis(awaited.nanos()));
    json.writeEndObject();
    json.writeStringField("since", awaited.after().toString());
    if (countedFrom != null) {
      json.writeStringField("counted_since", countedFrom.toString());
    }
    json.writeObjectFieldStart("counts");
    for (Map.Entry<String, Map<String, Integer>> one : counts.entrySet()) {
      json.writeObjectFieldStart(one.getKey());
      for (Map.Entry<String, Integer> phase : one.getValue().entrySet()) {
        json.writeNumberField(phase.getKey(), phase.getValue());
      }
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeArrayFieldStart("last");
    for (String line : last) {
      json.writeRawValue(line);
    }
    json.writeEndArray();
    json.writeFieldName("points");
    PointJson.list(json, points);
    Gap gap = lost;
    if (gap != null) {
      json.writeObjectFieldStart("gap");
      json.writeStringField("from", gap.from().toString());
      json.writeStringField("to", gap.to().toString());
      json.writeEndObject();
    }
  }
}
