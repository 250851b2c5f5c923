package dev.jinx.it.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Store;
import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.Launch;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.TargetJvm;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Prometheus' own parser reads {@code /metrics}. */
class MetricsIT {
  private static final String PYTHON = "/usr/bin/python3";

  private static final String SCRAPE =
      """
      import json, sys
      from prometheus_client.parser import text_string_to_metric_families
      print(json.dumps([
          {'family': family.name, 'type': family.type, 'help': family.documentation,
           'sample': sample.name, 'labels': sample.labels, 'value': sample.value}
          for family in text_string_to_metric_families(sys.stdin.read())
          for sample in family.samples]))
      """;

  @OnEveryJdk
  void everySampleIsUnderstood(Jdk jdk) {
    Assumptions.assumeTrue(isInstalled(), "no python3-prometheus-client here");
    String yaml =
        """
        node: n-1.a
        points:
          commit: { method: com.acme.Store#commit(long), enabled: true }
          lost: { method: com.acme.Store#comit }
        """;
    try (TargetJvm jvm = Launch.on(jdk).yaml(yaml).main(Store.class).start()) {
      jvm.out().await(line -> line.startsWith("ready"), TargetJvm.PATIENCE);
      assertThat(jvm.ask("1")).isEqualTo("total 1");
      assertThat(jvm.ask("2")).isEqualTo("total 3");
      Http.Answer scraped = jvm.http().get("/metrics").ok();
      JsonNode samples = Http.parse(Tool.run(scraped.body(), List.of(PYTHON, "-c", SCRAPE)).ok());

      assertThat(samples).hasSize((int) scraped.body().lines().filter(MetricsIT::isSample).count());
      assertThat(samples)
          .allMatch(sample -> List.of("counter", "gauge").contains(sample.get("type").asText()))
          .allMatch(sample -> sample.get("sample").asText().startsWith("jinx_"))
          .noneMatch(sample -> sample.get("help").asText().isEmpty());
      assertThat(value(samples, "jinx_point_hits_total", "point", "commit")).isEqualTo(2);
      assertThat(value(samples, "jinx_point_arms", "point", "commit")).isEqualTo(1);
      assertThat(value(samples, "jinx_point_hits_total", "point", "lost")).isZero();
      assertThat(value(samples, "jinx_points", "state", "woven")).isEqualTo(1);
      assertThat(value(samples, "jinx_points", "state", "missing")).isEqualTo(1);
      assertThat(value(samples, "jinx_info", "node", "n-1.a")).isEqualTo(1);
    }
  }

  private static boolean isInstalled() {
    try {
      return Tool.run("", List.of(PYTHON, "-c", "import prometheus_client")).status() == 0;
    } catch (java.io.UncheckedIOException noPython) {
      return false;
    }
  }

  private static boolean isSample(String line) {
    return !line.startsWith("#");
  }

  private static double value(JsonNode samples, String name, String label, String labelValue) {
    for (JsonNode sample : samples) {
      if (sample.get("sample").asText().equals(name)
          && sample.get("labels").path(label).asText().equals(labelValue)) {
        return sample.get("value").asDouble();
      }
    }
    throw new AssertionError("no " + name + " with " + label + " " + labelValue);
  }
}
