package dev.jinx.cli;

import dev.jinx.client.Event;
import dev.jinx.client.fleet.LogLine;
import dev.jinx.client.internal.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which of the names asked for a log has, so that a misspelt one is not taken for "no hit". */
final class LogNames {
  private static final int MOST = 10;
  private final Set<String> unseen = new TreeSet<>();

  /** Begins with the names in a filter; patterns may match nothing. */
  LogNames(@Nullable String injection) {
    for (String name : injection == null ? new String[0] : injection.split(",", -1)) {
      if (!name.isBlank() && name.indexOf('*') < 0) {
        unseen.add(name.strip());
      }
    }
  }

  void saw(LogLine line) {
    if (!unseen.isEmpty()) {
      unseen.remove(line.event().injection());
    }
  }

  boolean anyUnseen() {
    return !unseen.isEmpty();
  }

  /** What to say of names that none of these is. */
  List<String> unknown(Set<String> present) {
    List<String> said = new ArrayList<>();
    for (String name : unseen) {
      if (!present.contains(name)) {
        said.add("jinx: no event of '" + name + "' in this log" + hint(name, present));
      }
    }
    return said;
  }

  /** A gap in words. */
  static String gap(LogLine line) {
    Event gap = line.event();
    Map<String, Object> values = gap.values();
    Object lost = values.get("lost");
    if (!values.containsKey("from")) {
      String reason = gap.reason();
      return gap.cursor()
          + ": "
          + (lost == null ? "events" : lost + " events")
          + " were lost before they had a number"
          + (lost == null ? ", nobody knows how many" : "")
          + (reason == null ? "" : ": " + reason);
    }
    return lost == null
        ? "events are lost from " + values.get("from") + " on, nobody knows how many"
        : lost + " events are lost, " + values.get("from") + " to " + values.get("to");
  }

  private static String hint(String name, Set<String> present) {
    String near =
        Nearest.of(name, present).map(found -> "; did you mean '" + found + "'?").orElse("");
    if (!near.isEmpty() || present.isEmpty()) {
      return near;
    }
    List<String> some = present.stream().limit(MOST).toList();
    return "; it has " + String.join(", ", some) + (present.size() > MOST ? ", ..." : "");
  }
}
