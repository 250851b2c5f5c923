package dev.jinx.it.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.TargetJvm;
import dev.jinx.it.Targets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The files and command lines of the page about configuration, and the mistakes that it shows. */
@ExtendWith(Targets.class)
class ConfigurationGuideIT {
  private static final int COMMAND = 0;
  private static final int UNKNOWN_KEY = 1;
  private static final int ENABLE = 2;
  private static final int WRONG_TERMS = 3;

  private static final Guide PAGE = Guide.of("configuration.md");

  @Test
  void theFileIsTakenAndActs() {
    try (TargetJvm app = Folder.with(PAGE.take("yaml", 0)).start(PAGE.take("", COMMAND))) {
      Http http = app.http();
      assertThat(http.get("/health").ok().json().get("node").asText()).isEqualTo("n1");
      for (JsonNode point : http.points()) {
        String state = point.get("name").asText().startsWith("leader") ? "declared" : "woven";
        assertThat(point.get("state").asText()).as("%s", point).isEqualTo(state);
      }
      assertThat(http.points()).hasSize(5); // with that of the annotation
      assertThat(app.ask("commit 1")).isEqualTo("done 1");
      assertThat(app.ask("commit 2")).isEqualTo("done 2");
      assertThat(app.ask("commit 3")).isEqualTo("failed disk full");
      String sends = http.enable("any-send", "");
      String forces = http.enable("before-fsync", "");
      http.disable("before-commit");
      app.ask("send 5 n2");
      app.ask("commit 4");
      JsonNode sent = http.await("any-send", "since=" + sends);
      assertThat(sent.get("captured").get("term").asInt()).isEqualTo(5);
      assertThat(http.await("before-fsync", "since=" + forces).get("hit").asInt()).isEqualTo(1);
    }
  }

  @Test
  void pointsAreEnabledAtTheStartByFileAndOption() {
    Folder folder =
        Folder.with(PAGE.take("yaml", 1))
            .append("jinx.yaml", "points:")
            .append("jinx.yaml", "  before-commit: { method: com.acme.Store#commit }")
            .append("jinx.yaml", "  slow-flush: { method: com.acme.Store#flush, action: sleep(1ms) }")
            .append("jinx.yaml", "  any-send: { method: com.acme.Transport+#send }");
    try (TargetJvm app = folder.start(PAGE.take("", ENABLE))) {
      JsonNode commit = arm(app, "before-commit");
      assertThat(commit.get("action").asText()).startsWith("2*off->throw(java.io.IOException");
      assertThat(arm(app, "any-send").get("action").asText()).isEqualTo("observe");
      JsonNode flush = arm(app, "slow-flush");
      assertThat(flush.get("one_shot").asBoolean()).isTrue();
      assertThat(flush.get("parameters").toString()).contains("value", "5");
    }
  }

  @Test
  void mistakesAreToldAsThePageSays() {
    String misspelt = "points:\n  before-commit:\n    metod: com.acme.Store#commit\n";
    isTold(Folder.with(List.of(misspelt)), "", PAGE.take("", UNKNOWN_KEY));
    String right = "points: { before-commit: { method: com.acme.Store#commit } }";
    String terms = "JINX_ENABLE='before-commit=1*retrun(7)' ";
    isTold(Folder.with(List.of(right)), terms, PAGE.take("", WRONG_TERMS));
  }

  private static void isTold(Folder folder, String variable, List<String> shown) {
    String command = variable + String.join("", PAGE.take("", COMMAND));
    try (TargetJvm app = folder.launch(List.of(command))) {
      assertThat(app.out().await(any -> true, TargetJvm.PATIENCE)).as("it runs on").isEqualTo("ready");
      for (String line : shown) {
        app.err().await(line::equals, TargetJvm.PATIENCE);
      }
    }
  }

  private static JsonNode arm(TargetJvm app, String point) {
    return app.http().point(point).get("arms").get(0);
  }

  @org.junit.jupiter.api.AfterAll
  static void nothingIsLeft() {
    assertThat(PAGE.leftBy(ConfigurationGuideIT.class)).isEmpty();
  }
}
