package dev.jinx.client.cluster;

import dev.jinx.client.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Adds points to a configuration. JSON is YAML, so each is one line, wherever it stands. */
final class StartConfig {
  private static final String KEY = "points:";

  private StartConfig() {}

  /**
   * The same text with these points, too.
   *
   * @param yaml the user's own; may be empty
   */
  static String with(String yaml, Map<String, Map<String, Object>> points) {
    if (points.isEmpty()) {
      return yaml;
    }
    List<String> lines = new ArrayList<>(yaml.lines().toList());
    int at = 0;
    while (at < lines.size() && !lines.get(at).startsWith(KEY)) {
      at++;
    }
    if (at == lines.size()) {
      lines.add(KEY + " " + Json.write(points));
    } else if (inside(lines.get(at)).startsWith("{")) {
      String inner = Json.write(points);
      String own = inside(lines.get(at)).substring(1);
      lines.set(at, KEY + " " + inner.substring(0, inner.length() - 1) + ", " + own);
    } else {
      String indent = indent(lines.subList(at + 1, lines.size()));
      for (Map.Entry<String, Map<String, Object>> each : points.entrySet()) {
        lines.add(++at, indent + Json.write(each.getKey()) + ": " + Json.write(each.getValue()));
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static String inside(String line) {
    return line.substring(KEY.length()).strip();
  }

  /** Of the first point. */
  private static String indent(List<String> lines) {
    for (String line : lines) {
      String text = line.strip();
      if (!text.isEmpty() && !text.startsWith("#")) {
        String indent = line.substring(0, line.indexOf(text.charAt(0)));
        return indent.isEmpty() ? "  " : indent;
      }
    }
    return "  ";
  }
}
