package dev.jinx.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Enabling that is only tried: the answer is enabling's, and nothing is enabled. */
@Timeout(60)
class CheckTest {
  private static final String POINT = "/v2/error_injection/injection/check.point?";
  private Node node;

  @BeforeEach
  void start() throws Exception {
    node = Node.start();
    if (node.get("/v2/error_injection/injection/check.point").statusCode() == 404) {
      Node.point("check.point");
    }
  }

  @AfterEach
  void stop() {
    node.control.disableAll(null);
    node.close();
    assertThat(node.warnings).isEmpty();
  }

  @Test
  void termsThatCanBeTakenAreAnsweredAndEnableNothing() throws Exception {
    node.post(POINT + "action=yield");
    String before = node.get("/v2/error_injection/points").body();
    HttpResponse<String> checked = node.post(POINT + "check=true&action=2*off-%3Epause(3s)");
    assertThat(checked.statusCode()).isEqualTo(200);
    assertThat(checked.body()).isEqualTo("{\"action\":\"2*off->pause(3s)\"}");
    assertThat(node.get("/v2/error_injection/points").body()).isEqualTo(before);
  }

  @Test
  void whatEnablingRefusesIsRefusedInTheSameWords() throws Exception {
    for (String wrong :
        new String[] {
          "action=pauze(3s)",
          "action=2*off-%3Epause(3x)",
          "when=thread.nam+%3D%3D",
          "lease=none",
          "seed=x",
          "colour=red"
        }) {
      HttpResponse<String> enabled = node.post(POINT + wrong);
      HttpResponse<String> checked = node.post(POINT + wrong + "&check=true");
      assertThat(enabled.statusCode()).as(wrong).isBetween(400, 404);
      assertThat(checked.statusCode()).as(wrong).isEqualTo(enabled.statusCode());
      assertThat(checked.body()).isEqualTo(enabled.body());
    }
    assertThat(node.post("/v2/error_injection/injection/none?check=true").statusCode())
        .isEqualTo(404);
    assertThat(node.get("/v2/error_injection/injection").body()).doesNotContain("check.point");
  }
}
