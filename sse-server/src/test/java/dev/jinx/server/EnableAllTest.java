package dev.jinx.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.bootstrap.Arm;
import dev.jinx.bootstrap.Arming;
import dev.jinx.bootstrap.Points;
import dev.jinx.control.Allowed;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several points, enabled by one request. */
@Timeout(60)
class EnableAllTest {
  private static final String INJECTION = "/v2/error_injection/injection";
  private static final Runnable ONE = Node.point("all.one");
  private static final Runnable TWO = Node.point("all.two");

  private Node node;

  @BeforeEach
  void start() throws IOException {
    node = Node.start();
  }

  @AfterEach
  void stop() {
    node.control.disableAll(null);
    node.close();
    assertThat(node.warnings).isEmpty();
  }

  private static List<Arm> arms(String name) {
    return Arming.arms(List.of(Objects.requireNonNull(Points.find(name))), null);
  }

  @Test
  void eachIsEnabledAndTold() throws Exception {
    HttpResponse<String> answer =
        node.send(
            "POST",
            INJECTION,
            "{\"all.two\":\"2*off->yield\",\"all.one\":{\"action\":\"sleep(1us)\",\"one_shot\":true,"
                + "\"when\":\"hit > 0\",\"seed\":7,\"parameters\":{\"why\":\"x\"}}}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body())
        .matches(
            "\\{\"all\\.two\":\\{\"cursor\":\"(n1@4\\.\\d+)\",\"arm\":\\d+,\"seed\":\\d+},"
                + "\"all\\.one\":\\{\"cursor\":\"\\1\",\"arm\":\\d+,\"seed\":7}}");
    Arm one = arms("all.one").get(0);
    assertThat(one.terms().text()).isEqualTo("sleep(1us)");
    assertThat(one.oneShot()).isTrue();
    assertThat(one.condition().text()).isEqualTo("hit > 0");
    assertThat(one.parameters()).containsEntry("why", "x");
    assertThat(arms("all.two").get(0).terms().text()).isEqualTo("2*off->yield");
    ONE.run();
    TWO.run();
    assertThat(node.get(INJECTION + "/all.one/enters").body()).isNotEqualTo("0");
  }

  @Test
  void theyReplaceTheArmsThatTheyHadAndEndWithTheirLease() throws Exception {
    node.send("POST", INJECTION, "{\"all.one\":{},\"all.two\":{}}");
    node.send("POST", INJECTION, "{\"all.one\":\"yield\"}");
    assertThat(arms("all.one")).hasSize(1);
    String lease = node.control.leases().create(java.time.Duration.ofMinutes(1)).id();
    assertThat(node.send("POST", INJECTION + "?lease=" + lease, "{\"all.one\":{},\"all.two\":{}}"))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(200);
    assertThat(arms("all.one")).hasSize(2);
    assertThat(node.control.leases().end(lease).disabled()).isEqualTo(2);
    assertThat(arms("all.one")).hasSize(1);
  }

  @Test
  void oneThatCannotBeEnabledLeavesAllAsTheyWere() throws Exception {
    node.send("POST", INJECTION, "{\"all.one\":\"yield\"}");
    int before = arms("all.one").get(0).number();
    String[][] wrong = {
      {"{\"all.one\":\"pause\",\"all.twoo\":\"pause\"}", "404", "\"nearest\":[\"all.two\""},
      {"{\"all.one\":\"pause\",\"all.two\":\"2*puase\"}", "400", "\"field\":\"all.two.action\""},
      {"{\"all.one\":\"pause\",\"all.two\":\"2*puase\"}", "400", "\"column\":3"},
      {"{\"all.one\":\"pause\",\"all.two\":{\"when\":\"hti\"}}", "400", "all.two.when"},
      {"{\"all.one\":\"pause\",\"all.two\":{\"acton\":\"pause\"}}", "400", "'action'"},
      {"{\"all.one\":\"pause\",\"all.two\":{\"seed\":\"7\"}}", "400", "all.two.seed"},
      {"{\"all.one\":\"pause\",\"all.two\":{\"seed\":99999999999999999999}}", "400", "seed"},
      {"{\"all.one\":\"pause\",\"all.two\":{\"one_shot\":1}}", "400", "all.two.one_shot"},
      {"{\"all.one\":\"pause\",\"all.two\":{\"parameters\":{\"a\":1}}}", "400", "parameters.a"},
      {"{\"all.one\":\"pause\",\"all.two\":[\"pause\"]}", "400", "\"field\":\"all.two\""},
      {"{\"all.one\":\"pause\",\"all.one\":\"pause\"}", "400", "'all.one' twice"},
      {"{\"all.one\":\"pause\"} x", "400", "not JSON"},
      {"{}", "400", "names no point"},
      {"", "400", "not a JSON object"},
      {"[]", "400", "not a JSON object"},
    };
    for (String[] row : wrong) {
      HttpResponse<String> answer = node.send("POST", INJECTION, row[0]);
      assertThat(answer.statusCode())
          .as(row[0] + answer.body())
          .isEqualTo(Integer.parseInt(row[1]));
      assertThat(answer.body()).as(row[0]).contains(row[2]);
    }
    HttpResponse<String> lease =
        node.send("POST", INJECTION + "?lease=gone", "{\"all.one\":\"pause\"}");
    assertThat(lease.statusCode()).isEqualTo(404);
    assertThat(arms("all.one")).hasSize(1);
    assertThat(arms("all.one").get(0).number()).isEqualTo(before);
    assertThat(arms("all.two")).isEmpty();
  }

  @Test
  void whatIsSwitchedOffIsRefusedHereToo() throws Exception {
    try (Node strict =
        new Node(ServerConfig.loopback(0), 16 << 20, new Allowed(false, false, false))) {
      HttpResponse<String> answer =
          strict.send("POST", INJECTION, "{\"all.one\":\"pause\",\"all.two\":\"halt(1)\"}");
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(arms("all.one")).isEmpty();
    }
  }

  @Test
  void theyBeginAtOneMoment() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    Thread thread =
        new Thread(
            () -> {
              while (!stop.get()) {
                ONE.run();
                TWO.run();
              }
            });
    thread.start();
    try {
      long hits = 0;
      for (int round = 0; round < 100; round++) {
        long one = node.control.enters("all.one");
        long two = node.control.enters("all.two");
        node.send("POST", INJECTION, "{\"all.one\":\"observe\",\"all.two\":\"observe\"}");
        node.control.disableAll(null);
        one = node.control.enters("all.one") - one;
        two = node.control.enters("all.two") - two;
        // A thread that goes from one to the other finds both, but for the one it has just passed.
        assertThat(Math.abs(one - two)).as(one + " and " + two).isLessThanOrEqualTo(1);
        hits += one;
      }
      assertThat(hits).isPositive();
    } finally {
      stop.set(true);
      thread.join();
    }
  }
}
