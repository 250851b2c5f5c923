package dev.jinx.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MetricsTest {
  private static final String INJECTION = "/v2/error_injection/injection";
  private Node node;

  @BeforeEach
  void start() throws IOException {
    node = Node.start();
  }

  @AfterEach
  void stop() {
    node.control.disableAll(null);
    node.close();
  }

  @Test
  void aPointIsCountedByItsName() throws Exception {
    Runnable hit = Node.point("metrics.count");
    node.post(INJECTION + "/metrics.count");
    hit.run();
    hit.run();
    HttpResponse<String> answer = node.get("/metrics");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue(Exposition.TYPE);
    assertThat(answer.body().lines())
        .contains(
            "# TYPE jinx_point_hits_total counter",
            "jinx_point_hits_total{point=\"metrics.count\"} 2",
            "jinx_point_armed_total{point=\"metrics.count\"} 1",
            "jinx_point_arms{point=\"metrics.count\"} 1",
            "jinx_point_parked{point=\"metrics.count\"} 0",
            "jinx_events_total 2",
            "jinx_lost_hits_total 0",
            "jinx_readers 0");
    node.send("DELETE", INJECTION + "/metrics.count", "");
    assertThat(node.get("/metrics").body().lines())
        .contains(
            "jinx_point_hits_total{point=\"metrics.count\"} 2",
            "jinx_point_arms{point=\"metrics.count\"} 0");
  }

  @Test
  void aParkedThreadIsSeenAsLongAsItStandsThere() throws Exception {
    Runnable hit = Node.point("metrics.park");
    node.post(INJECTION + "/metrics.park?action=pause(1m)");
    Thread thread = new Thread(hit);
    thread.start();
    node.get("/v2/error_injection/wait?injection=metrics.park&phase=parked");
    String parked = "jinx_point_parked{point=\"metrics.park\"} ";
    assertThat(node.get("/metrics").body()).contains(parked + 1);
    node.post(INJECTION + "/metrics.park/message");
    thread.join();
    assertThat(node.get("/metrics").body()).contains(parked + 0);
  }

  @Test
  void whatALabelMayNotHoldIsEscaped() {
    Exposition text = new Exposition();
    text.family("f", "gauge", "a \\ and\na line").sample("l", "\"a\\b\"\nc", 1);
    assertThat(text)
        .hasToString(
            "# HELP f a \\\\ and\\na line\n# TYPE f gauge\nf{l=\"\\\"a\\\\b\\\"\\nc\"} 1\n");
  }
}
