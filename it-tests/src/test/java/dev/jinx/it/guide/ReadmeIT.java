package dev.jinx.it.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.Http;
import dev.jinx.it.JinxJar;
import dev.jinx.it.Ports;
import dev.jinx.it.Programs;
import dev.jinx.it.Scratch;
import dev.jinx.it.TargetJvm;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the README does with a database, in its three terminals. */
class ReadmeIT {
  private static final String HERE = "/tmp/try-jinx";

  private final Guide page = Guide.of("../../README.md");
  private final Path root = Scratch.directory("readme");
  private final Path here = root.resolve("try-jinx");
  private final String agent = "127.0.0.1:" + Ports.free();
  private final String database = Integer.toString(Ports.free());

  @Test
  void aRealDatabaseIsHeldInItsCommit() throws Exception {
    Files.createDirectories(root.resolve("agent/target"));
    Files.copy(JinxJar.path(), root.resolve("agent/target/jinx.jar"));
    fetchesFromTheBuild();
    Http http = new Http("http://" + agent);
    try (Session first = terminal(root)) {
      first.begin(page.take("sh", 1));
      first.until("TCP server running"); // the agent may be ready before
      Awaitility.await("the agent").atMost(TargetJvm.PATIENCE).until(() -> isReady(http));
      try (Session second = terminal(here);
          Session third = terminal(here)) {
        second.begin(page.take("sh", 2));
        Awaitility.await("its reader")
            .atMost(TargetJvm.PATIENCE)
            .until(() -> http.get("/health").json().get("readers").asInt() == 1);
        List<String> told = third.run(page.take("sh", 3));
        assertThat(told).anyMatch(line -> line.contains("\"phase\":\"parked\""));
        assertThat(told).anyMatch(line -> line.contains("org.h2.engine.SessionLocal.commit"));
        third.run(List.of("wait")); // the client goes on, and ends well
        assertThat(second.until("\"phase\":\"released\""))
            .anyMatch(line -> line.contains("\"phase\":\"parked\""));
      }
    }
    assertThat(page.leftBy(getClass())).isEmpty();
  }

  /** In place of Maven, with what the build of these tests has fetched by the same name. */
  private void fetchesFromTheBuild() throws Exception {
    Path mvn = Files.createDirectories(root.resolve("bin")).resolve("mvn");
    Path jar = Programs.copied("packs/h2-2.3.232/h2.jar");
    String expected = "-q dependency:copy -Dartifact=com.h2database:h2:2.3.232 -DoutputDirectory=.";
    String text = "#!/bin/sh\n[ \"$*\" = '%s' ] && cp '%s' h2-2.3.232.jar\n";
    Files.writeString(mvn, text.formatted(expected, jar));
    assertThat(mvn.toFile().setExecutable(true)).isTrue();
  }

  private static boolean isReady(Http http) {
    try {
      return http.get("/health").status() == 200;
    } catch (java.io.UncheckedIOException notYet) {
      return false;
    }
  }

  /** The same, but at free ports. */
  private Session terminal(Path directory) {
    String path =
        String.join(
            File.pathSeparator,
            root.resolve("bin").toString(),
            Folder.JDK.home().resolve("bin").toString(),
            System.getenv("PATH"));
    String port = agent.substring(agent.indexOf(':') + 1);
    Map<String, String> environment =
        Map.of("PATH", path, "JINX_PORT", port, "JINX_ADDRESS", agent);
    return new Session("sh", directory, environment)
        .instead(HERE, here.toString())
        .instead("127.0.0.1:7117", agent)
        .instead("-tcp -ifNotExists", "-tcp -tcpPort " + database + " -ifNotExists")
        .instead("tcp://localhost/", "tcp://localhost:" + database + "/");
  }
}
