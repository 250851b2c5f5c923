package dev.jinx.it.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.TargetJvm;
import dev.jinx.it.Targets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page about metrics and Flight Recorder, with a recording. */
@ExtendWith(Targets.class)
class MetricsGuideIT {
  private static final String YAML =
      "points: { before-commit: { method: com.acme.Store#commit, enabled: true } }";

  private final Guide page = Guide.of("metrics-and-jfr.md");
  private final Folder folder = Folder.with(List.of(YAML));

  @Test
  void itsExamplesRunAsTheyStand() {
    List<String> recorder = page.take("", 1);
    try (TargetJvm app = folder.start(recorder.subList(0, 1));
        Session shell = folder.shell(app)) {
      app.ask("commit 1");
      shell.shows(page.take("", 0));
      app.terminate();
      app.awaitExit();
      assertThat(String.join("\n", shell.run(recorder.subList(1, recorder.size()))))
          .contains("dev.jinx.Hit {", "point = \"before-commit\"");
      assertThat(String.join("", shell.run(page.take("", 2)))).contains("\"CycloneDX\"");
    }
    assertThat(page.leftBy(getClass())).isEmpty();
  }
}
