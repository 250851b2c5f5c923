package dev.jinx.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Points;
import dev.jinx.bootstrap.Shape;
import dev.jinx.bootstrap.Site;
import dev.jinx.bootstrap.Woven;
import dev.jinx.control.Report;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReportTest {
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

  private void enable(String name) throws Exception {
    assertThat(node.post("/v2/error_injection/injection/" + name).statusCode()).isEqualTo(200);
  }

  /** The finding, by the class and by the route: they are the same. */
  private String report(String name) throws Exception {
    Point point = Objects.requireNonNull(Points.find(name));
    String body = node.get("/v2/error_injection/injection/" + name).body();
    String report = Report.of(point, point.state());
    if (report == null) {
      assertThat(body).doesNotContain("\"report\"");
    } else {
      assertThat(body).contains("\"report\":\"" + report + "\"");
    }
    return report;
  }

  private static void weave(String name) {
    Point point = Objects.requireNonNull(Points.find(name));
    Shape shape = new Shape("()V", true, Shape.AtHand.NOTHING, null);
    Site site = Site.of(point, "com.acme.Store#commit()", shape);
    point.tell(Woven.into("com.acme.Store", ReportTest.class.getClassLoader(), List.of(site)));
  }

  @Test
  void aWovenPointThatWasEnabledAndNeverHitIsTold() throws Exception {
    Runnable hit = Node.point("report.woven");
    weave("report.woven");
    assertThat(report("report.woven")).as("nobody wanted it").isNull();
    enable("report.woven");
    assertThat(report("report.woven")).isEqualTo("enabled but never hit");
    node.control.disableAll(null);
    assertThat(report("report.woven")).isEqualTo("enabled but never hit");
    enable("report.woven");
    hit.run();
    assertThat(report("report.woven")).isNull();
  }

  @Test
  void aPointThatWasNeverEnabledAndWhoseClassIsNotLoadedNeedsNoWord() throws Exception {
    Node.point("report.idle");
    assertThat(report("report.idle")).isNull();
  }

  @Test
  void anEnabledPointWhoseClassIsNotLoadedIsWovenNowhere() throws Exception {
    Node.point("report.declared");
    enable("report.declared");
    assertThat(report("report.declared")).isEqualTo("no class that it selects has been loaded yet");
  }

  @Test
  void aPointThatIsMissingOrFailedIsToldThoughItWasNeverEnabled() throws Exception {
    Node.point("report.failed");
    Points.find("report.failed").fail("the JVM has no way to change it");
    assertThat(report("report.failed")).isEqualTo("the JVM has no way to change it");
    Node.point("report.missing");
    Points.find("report.missing").tellWithout("com.acme.Other", null);
    assertThat(report("report.missing")).contains("none with such a method");
  }

  @Test
  void aConditionThatWasNeverTrueIsTold() throws Exception {
    Runnable hit = Node.point("report.never", new FewHits(0, 3));
    enable("report.never");
    hit.run();
    assertThat(report("report.never")).isEqualTo("reached once, but its condition was never true");
    hit.run();
    assertThat(report("report.never"))
        .isEqualTo("reached 2 times, but its condition was never true");
    hit.run();
    hit.run();
    assertThat(report("report.never")).isNull();
  }

  @Test
  void aConditionThatFailsIsToldWithItsFirstError() throws Exception {
    Runnable hit = Node.point("report.error", new FewHits(2, 5));
    enable("report.error");
    hit.run();
    hit.run();
    hit.run();
    assertThat(report("report.error"))
        .startsWith("reached 3 times, but its condition was never true; it failed with when: ")
        .endsWith("no such field");
    node.control.disableAll(null);
    assertThat(report("report.error")).endsWith("; it failed 2 times");
  }
}
