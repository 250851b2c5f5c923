package dev.jinx.it.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.Http;
import dev.jinx.it.TargetJvm;
import dev.jinx.it.Targets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The requests of the page about HTTP, and the answers that it shows. */
@ExtendWith(Targets.class)
class HttpGuideIT {
  private static final String YAML =
      """
      node: n1
      log: { retention: 1MB, hits: false }
      points:
        before-commit: { method: com.acme.Store#commit(long) }
        flush: { method: com.acme.Store#flush() }
        resize: { method: com.acme.Table#resize, enabled: true }
      """;
  private static final int MORE_THAN_IT_KEEPS = 10_000;
  private static final int MISSPELT = 0;
  private static final int SEVERAL = 1;
  private static final int DECLARE = 2;
  private static final int WAIT = 3;
  private static final int STREAM = 4;
  private static final int GAP = 5;
  private static final int GONE = 6;

  private final Guide page = Guide.of("http.md");
  private final Folder folder = Folder.with(List.of(YAML));

  @Test
  void itsExamplesRunAsTheyStand() {
    try (TargetJvm app = folder.start();
        Session shell = folder.shell(app)) {
      Http http = app.http();
      shell.shows(page.take("", MISSPELT));
      assertThat(answer(shell, SEVERAL)).contains("\"before-commit\":{\"cursor\":", "\"flush\":{");
      assertThat(answer(shell, DECLARE)).contains("\"name\":\"any-send\"", "\"state\":\"woven\"");
      app.tell("commit 7");
      assertThat(answer(shell, WAIT)).contains("\"phase\":\"parked\"");
      theStreamIsShown(app);
      http.release("before-commit");
      assertThat(app.out().await(any -> true, TargetJvm.PATIENCE)).isEqualTo("done 7");
      gapsAreShown(app);
    }
    assertThat(page.leftBy(getClass())).isEmpty();
  }

  private String answer(Session shell, int number) {
    return String.join("", shell.run(page.take("", number)));
  }

  private void theStreamIsShown(TargetJvm app) {
    List<String> shown = page.take("", STREAM);
    try (Session shell = folder.shell(app)) {
      shell.begin(List.of(shown.get(0).substring(2)));
      Shown.same(shown.subList(1, shown.size()), shell.until("data:"));
    }
  }

  private void gapsAreShown(TargetJvm app) {
    String old = app.http().get("/health").ok().json().get("cursor").asText();
    for (int i = 0; i < MORE_THAN_IT_KEEPS; i++) {
      app.tell("resize 1");
    }
    app.out().await(("done " + MORE_THAN_IT_KEEPS)::equals, TargetJvm.PATIENCE);
    String events = "http://127.0.0.1:7117/v2/error_injection/events?since=" + old;
    try (Session shell = folder.shell(app)) {
      shell.begin(List.of("curl -N '" + events + "'"));
      Shown.within(page.take("", GAP), shell.until("\"phase\":\"gap\""));
    }
    Http.Answer gone = app.http().get("/v2/error_injection/events?strict=true&since=" + old);
    assertThat(gone.status()).isEqualTo(410);
    Shown.same(page.take("", GONE), List.of(gone.body()));
  }
}
