package dev.jinx.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jinx.client.json.Json;
import dev.jinx.client.testing.TestAgent;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeclareTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Declaration RESIZE = Declaration.of("resize", "com.acme.Table#resize");

  private TestAgent agent;
  private Jinx jinx;

  @BeforeEach
  void start() throws IOException {
    agent = new TestAgent("commit");
    jinx = Jinx.at(agent.address()).deadAfter(Duration.ofMillis(100)).connect();
  }

  @AfterEach
  void stop() {
    jinx.close();
    agent.close();
  }

  @Test
  void saysAllThatADeclarationSays() throws IOException {
    jinx.declare(
        RESIZE
            .at("exit")
            .action("sleep(1ms)")
            .when("result > 2")
            .capture("size", "result")
            .capture("table", "this.name")
            .parameter("why", "test"));
    String body =
        agent.seen().stream()
            .filter(seen -> seen.method().equals("POST"))
            .findFirst()
            .orElseThrow()
            .body();
    assertThat(Json.object(body))
        .containsExactly(
            Map.entry("name", "resize"),
            Map.entry("method", "com.acme.Table#resize"),
            Map.entry("at", "exit"),
            Map.entry("action", "sleep(1ms)"),
            Map.entry("when", "result > 2"),
            Map.entry("capture", Map.of("size", "result", "table", "this.name")),
            Map.entry("parameters", Map.of("why", "test")));
  }

  @Test
  void aDeclaredPointIsOneLikeAllOthers() {
    Armed resize = jinx.declare(RESIZE).enable();
    agent.hit("resize", "hit");
    assertThat(resize.awaitHit(LONG).number()).isEqualTo(1);
    jinx.undeclare("resize");
    assertThatThrownBy(() -> jinx.point("resize").state())
        .isInstanceOf(UnknownPointException.class);
    assertThatThrownBy(() -> jinx.undeclare("resize")).isInstanceOf(UnknownPointException.class);
  }

  @Test
  void isUndeclaredAtCloseUnlessKept() {
    jinx.declare(RESIZE);
    jinx.declare(Declaration.of("stays", "com.acme.Table#clear").keep());
    jinx.close();
    assertThat(agent.point("resize")).isNull();
    assertThat(agent.point("stays")).isNotNull();
  }

  @Test
  void closesWhereSomebodyElseUndeclaredIt() {
    jinx.declare(RESIZE);
    try (Jinx other = Jinx.connect(agent.address())) {
      other.undeclare("resize");
    }
    jinx.close();
  }

  @Test
  void leavesInAnotherLifeWhatOnlyHasTheSameName() throws Exception {
    jinx.declare(RESIZE);
    agent.restart();
    try (Jinx other = Jinx.connect(agent.address())) {
      other.declare(RESIZE.keep());
    }
    jinx.close();
    assertThat(agent.point("resize")).isNotNull();
  }

  @Test
  void refusesANameThatIsTaken() {
    assertThatThrownBy(() -> jinx.declare(Declaration.of("commit", "com.acme.Store#commit")))
        .isInstanceOfSatisfying(RefusedException.class, e -> assertThat(e.status()).isEqualTo(409))
        .hasMessageContaining("there is a point 'commit' already");
    jinx.close();
    assertThat(agent.point("commit")).as("it is not ours to undeclare").isNotNull();
  }

  @Test
  void declaresNothingOnceClosed() {
    jinx.close();
    assertThatThrownBy(() -> jinx.declare(RESIZE)).hasMessageContaining("closed");
    assertThat(agent.point("resize")).isNull();
  }
}
