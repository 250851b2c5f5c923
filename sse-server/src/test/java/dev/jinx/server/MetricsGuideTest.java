package dev.jinx.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The guide has every metric with its type and labels, and no other. */
@Timeout(60)
class MetricsGuideTest {
  private static final Pattern SHOWN = Pattern.compile("`(jinx_\\w+)(?:\\{([\\w,]+)})?`");
  private static final Pattern TYPE = Pattern.compile("# TYPE (\\w+) (\\w+)");
  private static final Pattern SAMPLE = Pattern.compile("(\\w+)(?:\\{(.*)})? \\S+");

  @Test
  void everyMetricIsThere() throws Exception {
    Node.point("metrics.guide");
    try (Node node = Node.start()) {
      assertThat(shown()).isEqualTo(exposed(node.get("/metrics").body())).hasSizeGreaterThan(10);
    }
  }

  /** {@code counter point} by the metric's name. */
  private static Map<String, String> exposed(String text) {
    Map<String, String> types = new TreeMap<>();
    Map<String, String> found = new TreeMap<>();
    for (String line : text.split("\n")) {
      Matcher type = TYPE.matcher(line);
      Matcher sample = SAMPLE.matcher(line);
      if (type.matches()) {
        types.put(type.group(1), type.group(2));
      } else if (!line.startsWith("#") && sample.matches()) {
        String labels = sample.group(2) == null ? "" : sample.group(2);
        String names = labels.replaceAll("=\"[^\"]*\"", "");
        found.put(sample.group(1), (types.get(sample.group(1)) + " " + names).strip());
      }
    }
    return found;
  }

  private static Map<String, String> shown() throws IOException {
    Map<String, String> found = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("../docs/guide/metrics-and-jfr.md"))) {
      String[] cells = line.split(" \\| ");
      Matcher name = SHOWN.matcher(cells[0]);
      while (line.startsWith("| `jinx_") && name.find()) {
        String labels = name.group(2) == null ? "" : name.group(2);
        found.put(name.group(1), (cells[1] + " " + labels).strip());
      }
    }
    return found;
  }
}
