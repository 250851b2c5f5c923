package dev.jinx.it.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.TargetJvm;
import dev.jinx.it.Targets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The first page is done from its beginning to its end. */
@ExtendWith(Targets.class)
class GettingStartedIT {
  private final Guide page = Guide.of("getting-started.md");

  @Test
  void itsExamplesRunAsTheyStand() throws Exception {
    Folder folder = Folder.with(page.take("yaml", 0));
    try (TargetJvm app = folder.start(page.take("sh", 0));
        Session shell = folder.shell(app)) {
      shell.shows(page.take("", 0));
      String vain = "java -jar jinx.jar wait before-commit --timeout 2s || echo exit $?";
      List<String> told = shell.run(List.of(vain));
      Shown.within(page.take("", 1), told);
      assertThat(told).endsWith("exit 124");
      shell.run(page.take("sh", 1), () -> app.tell("commit 7"));
      assertThat(shell.run(page.take("sh", 2)))
          .singleElement()
          .asString()
          .contains("com.acme.Store.commit");
      shell.run(page.take("sh", 3));
      assertThat(app.out().await(any -> true, TargetJvm.PATIENCE)).isEqualTo("done 7");
      itsJavaHoldsAThread(app);
    }
    assertThat(page.leftBy(getClass())).isEmpty();
  }

  private void itsJavaHoldsAThread(TargetJvm app) throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      Snippet.of(page.take("java", 0))
          .instead("127.0.0.1:7117", app.address())
          .with("pool", ExecutorService.class, pool)
          .with("store", Presumed.Store.class, (Presumed.Store) id -> app.ask("commit " + id))
          .run();
    } finally {
      pool.shutdown();
    }
    assertThat(app.http().get("/v2/error_injection/injection").ok().body())
        .isEqualTo("[\"commit-failed\"]");
  }
}
