package dev.jinx.cli;

import dev.jinx.client.Api;
import dev.jinx.client.PointState;
import dev.jinx.client.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the points stand at one moment, and what they did since the look before. */
final class TopLook {
  private final String cursor;
  private final long nanos;
  private final List<PointState> points;
  private final Map<String, Long> hits = new HashMap<>();
  private final Map<String, Double> rates = new HashMap<>();

  private TopLook(String cursor, List<PointState> points, @Nullable TopLook before) {
    this.cursor = cursor;
    this.nanos = System.nanoTime();
    this.points = new ArrayList<>(points);
    for (PointState point : points) {
      hits.put(point.name(), point.hits());
      Long old = before == null ? null : before.hits.get(point.name());
      if (before != null && old != null && point.hits() >= old) {
        rates.put(point.name(), (point.hits() - old) * 1e9 / Math.max(1, nanos - before.nanos));
      }
    }
    this.points.sort(
        Comparator.<PointState>comparingDouble(point -> -rates.getOrDefault(point.name(), 0.0))
            .thenComparing(point -> -point.hits())
            .thenComparing(PointState::name));
  }

  static TopLook now(Api api, @Nullable TopLook before) {
    String cursor = api.health().cursor().toString();
    return new TopLook(cursor, api.points(), before);
  }

  /** One line of JSON. */
  String json() {
    List<Map<String, Object>> list = new ArrayList<>();
    for (PointState point : points) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("point", point.name());
      json.put("state", point.state());
      json.put("hits", point.hits());
      json.put("rate", rates.get(point.name()));
      json.put("parked", point.waiters());
      json.put("arms", point.arms().stream().map(PointState.ArmState::action).toList());
      list.add(json);
    }
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("cursor", cursor);
    whole.put("points", list);
    return Json.write(whole);
  }

  /** A heading, and a row for each point. */
  List<String> lines(Terminal terminal, boolean live) {
    long enabled = points.stream().filter(PointState::enabled).count();
    int parked = points.stream().mapToInt(PointState::waiters).sum();
    List<String> lines = new ArrayList<>();
    lines.add(
        cursor
            + ": "
            + points.size()
            + " points, "
            + enabled
            + " enabled, "
            + parked
            + " parked"
            + (live ? "; q ends" : ""));
    Table table = new Table("NAME", "STATE", "HITS", "RATE", "PARKED", "ARMS");
    for (PointState point : points) {
      table.row(
          point.name(),
          point.state(),
          Long.toString(point.hits()),
          rate(point),
          Integer.toString(point.waiters()),
          point.arms().isEmpty()
              ? "-"
              : point.arms().stream().map(arm -> arm.action()).collect(Collectors.joining(", ")));
    }
    lines.addAll(table.lines((column, cell) -> paint(terminal, column, cell)));
    return lines;
  }

  private String rate(PointState point) {
    Double rate = rates.get(point.name());
    return rate == null ? "-" : String.format(Locale.ROOT, rate < 10 ? "%.1f/s" : "%.0f/s", rate);
  }

  private static String paint(Terminal terminal, int column, String cell) {
    boolean parked = column == 4 && !List.of("0", "PARKED").contains(cell.strip());
    return parked
        ? terminal.coloured(cell, Colours.YELLOW)
        : column == 1 ? StateColours.paint(terminal, cell) : cell;
  }
}
