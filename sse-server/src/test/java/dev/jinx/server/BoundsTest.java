package dev.jinx.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A test in an endless loop is refused before it fills the application's memory. */
@Timeout(60)
class BoundsTest {
  private static final String INJECTION = "/v2/error_injection/injection/";
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
  void aPointHasSoManyArmsAndNoMore() throws Exception {
    Node.point("bounds.arms");
    String lease = "";
    for (int i = 0; i < 1000; i++) {
      lease = node.control.leases().create(java.time.Duration.ofHours(1)).id();
      assertThat(node.post(INJECTION + "bounds.arms?lease=" + lease).statusCode()).isEqualTo(200);
    }
    HttpResponse<String> answer = node.post(INJECTION + "bounds.arms");
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("it has 1000 arms already; disable some");
    assertThat(node.post(INJECTION + "bounds.arms?lease=" + lease).statusCode())
        .as("replacing one")
        .isEqualTo(200);
    node.control.leases().end(lease);
    assertThat(node.post(INJECTION + "bounds.arms").statusCode()).isEqualTo(200);
  }

  @Test
  void thereAreSoManyLeasesAndNoMore() throws Exception {
    String last = "";
    for (int i = 0; i < 10_000; i++) {
      last = node.control.leases().create(java.time.Duration.ofHours(1)).id();
    }
    HttpResponse<String> answer = node.post("/v2/error_injection/leases");
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("there are 10000 leases already; end some");
    assertThat(node.send("PUT", "/v2/error_injection/leases/" + last, "").statusCode())
        .isEqualTo(200);
  }

  @Test
  void anArmHasSoManyParametersAndNoMore() throws Exception {
    Node.point("bounds.parameters");
    String thousand = parameters(1000);
    String more = parameters(1001);
    assertThat(node.send("POST", INJECTION + "bounds.parameters", thousand).statusCode())
        .isEqualTo(200);
    HttpResponse<String> answer = node.send("POST", INJECTION + "bounds.parameters", more);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"field\":\"parameters\"", "at most 1000");
  }

  private static String parameters(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"k" + i + "\":\"v\"")
        .collect(Collectors.joining(",", "{", "}"));
  }

  @Test
  void termsAndExpressionsAreSoLongAndNoLonger() throws Exception {
    Node.point("bounds.text");
    String terms = "off" + "-%3Eoff".repeat(2500);
    for (String key : new String[] {"action", "when"}) {
      HttpResponse<String> answer = node.post(INJECTION + "bounds.text?" + key + "=" + terms);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body())
          .contains("is longer than 10000 characters: 12503", "\"field\":\"" + key + "\"")
          .hasSizeLessThan(4000);
    }
  }
}
