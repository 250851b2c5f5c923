package dev.jinx.it.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.client.Jinx;
import dev.jinx.it.TargetJvm;
import dev.jinx.it.Targets;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the page about the event log shows of two nodes, and of a directory that is in use. */
@ExtendWith(Targets.class)
class EventLogShownIT {
  private static final String YAML =
      """
      node: %s
      log: { directory: %s, hits: false }
      points: { before-commit: { method: com.acme.Store#commit(long), enabled: true } }
      """;
  private static final String SHOWN = "/srv/run/n1-events";

  private final Guide page = Guide.of("event-log.md");
  private final Folder folder = Folder.with(List.of(YAML.formatted("n1", "run/n1-events")));
  private final String directory = folder.path.resolve("run/n1-events").toString();

  @Test
  void itsExamplesRunAsTheyStand() throws Exception {
    String other = folder.path.resolve("run/n2-events").toString();
    List<String> two = page.take("", 0);
    try (TargetJvm n1 = folder.start();
        TargetJvm n2 = Folder.with(List.of(YAML.formatted("n2", other))).start();
        Session events = folder.shell(n1);
        Session log = folder.shell(n1)) {
      events.instead("127.0.0.1:7118", n2.address());
      events.begin(two.subList(0, 1));
      for (TargetJvm each : List.of(n1, n2)) {
        Awaitility.await("its reader").atMost(TargetJvm.PATIENCE).until(() -> isRead(each));
        each.ask("commit 1");
      }
      assertThat(events.until("\"id\":\"n1@1.1\"")).isNotEmpty();
      healthShowsTheDirectory(n1);
      theDirectoryIsInUse();
      theClientIsToldOfIt(n1);
      n1.killAndWait();
      n2.killAndWait();
      assertThat(log.run(two.subList(1, two.size())))
          .hasSize(2)
          .anyMatch(line -> line.contains("\"id\":\"n1@1.1\""))
          .anyMatch(line -> line.contains("\"id\":\"n2@1.1\""));
    }
    assertThat(page.leftBy(getClass())).isEmpty();
  }

  private static boolean isRead(TargetJvm node) {
    return node.http().get("/health").ok().json().get("readers").asInt() > 0;
  }

  private void healthShowsTheDirectory(TargetJvm n1) {
    Shown.within(here(page.take("json", 0)), List.of(n1.http().get("/health").ok().body()));
  }

  private void theDirectoryIsInUse() {
    List<String> yaml = List.of(YAML.formatted("n1", directory));
    try (TargetJvm second = Folder.with(yaml).start()) {
      String told = second.err().await(line -> line.contains("is in use"), TargetJvm.PATIENCE);
      Shown.same(here(page.take("", 1)), List.of(told));
    }
  }

  private void theClientIsToldOfIt(TargetJvm n1) throws Exception {
    Object connected =
        Snippet.of(page.take("java", 1))
            .instead("run/n1-events", directory)
            .with("address", String.class, n1.address())
            .answers("jinx")
            .run();
    assertThat(connected).isInstanceOf(Jinx.class);
    ((Jinx) connected).close();
  }

  private List<String> here(List<String> shown) {
    return shown.stream().map(line -> line.replace(SHOWN, directory)).toList();
  }
}
