package dev.jinx.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.bootstrap.Reach;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConditionRoutesTest {
  private static final String INJECTION = "/v2/error_injection/injection/";
  private Node node;

  @BeforeEach
  void start() throws IOException {
    Reach.by(new TestWeaver());
    node = Node.start();
  }

  @AfterEach
  void stop() {
    node.control.disableAll(null);
    node.close();
    assertThat(node.warnings).isEmpty();
  }

  @Test
  void aConditionLetsThroughWhatItDoesNotTake() throws Exception {
    Runnable hit = Node.point("condition.third");
    HttpResponse<String> enabled = node.post(INJECTION + "condition.third?when=hit+%25+3+%3D%3D+0");
    assertThat(enabled.statusCode()).as(enabled.body()).isEqualTo(200);
    for (int i = 0; i < 7; i++) {
      hit.run();
    }
    assertThat(node.get(INJECTION + "condition.third/enters").body()).isEqualTo("2");
    assertThat(node.get(INJECTION + "condition.third").body())
        .contains(
            "\"when\":\"hit % 3 == 0\"", "\"hits\":2,\"rejected\":5,\"errors\":0}],\"armed\"");
  }

  @Test
  void aConditionThatCannotBeReadIsRefusedWithItsColumn() throws Exception {
    Node.point("condition.bad");
    HttpResponse<String> answer = node.post(INJECTION + "condition.bad?when=hit+%25+%25+3");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("\"field\":\"when\",\"value\":\"hit % % 3\"", "\"column\":5");
    assertThat(node.get("/v2/error_injection/injection").body()).isEqualTo("[]");
  }

  @Test
  void aConditionThatFailsIsNoHitAndShown() throws Exception {
    Runnable hit = Node.point("condition.fails");
    node.post(INJECTION + "condition.fails?when=args%5B7%5D.x+%3E+1");
    hit.run();
    assertThat(node.get(INJECTION + "condition.fails").body())
        .contains("\"hits\":0,\"rejected\":1,\"errors\":1,\"error\":\"when: ", "\"report\":\"");
    assertThat(node.get("/v2/error_injection/wait?injection=condition.fails&timeout=0").body())
        .contains("which was never true, in 1 arrival, and failed 1 time; first: when: ");
  }

  @Test
  void aCaptureIsDeclaredAndShownAndFillsEvents() throws Exception {
    HttpResponse<String> declared =
        node.send(
            "POST",
            "/v2/error_injection/points",
            "{\"name\":\"condition.capture\",\"method\":\"a.B#c\",\"when\":\"hit < 9\","
                + "\"capture\":{\"n\":\"hit + 1\"}}");
    assertThat(declared.body()).contains("\"when\":\"hit < 9\",\"capture\":{\"n\":\"hit + 1\"}");
    Runnable hit = Node.hitOf("condition.capture");
    node.post(INJECTION + "condition.capture");
    hit.run();
    assertThat(node.get("/v2/error_injection/wait?since=earliest").body())
        .contains("\"captured\":{\"n\":2}");
  }
}
