package dev.jinx.it.packs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.JinxJar;
import dev.jinx.it.OnNewestJdk;
import dev.jinx.it.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;

/** What a pack names as verified, the command {@code check} has verified. */
class PacksFitIT {
  private static final int LIMIT_MINUTES = 4; // below that of a test, which says nothing

  @TempDir Path directory;

  @OnNewestJdk
  void everyPointFitsEachVersionThatItsPackNames(Jdk jdk) throws Exception {
    int checks = 0;
    for (ReadyPack pack : ReadyPack.all()) {
      assertThat(pack.verified()).as(pack.name()).isNotEmpty();
      for (String library : pack.verified()) {
        if (!library.startsWith("JDK ")) {
          check(jdk, pack, Programs.copied("packs/" + library.replace(' ', '-')) + "/*");
          checks++;
        } else if (library.equals("JDK " + jdk.feature())) {
          check(jdk, pack, directory.toString());
          checks++;
        }
      }
    }
    assertThat(checks).isGreaterThan(15);
  }

  private void check(Jdk jdk, ReadyPack pack, String classPath) throws Exception {
    JsonNode report = Http.parse(run(jdk, 0, "--json", pack.name(), classPath));
    assertThat(report.get("fits").asBoolean()).as(report.toString()).isTrue();
    assertThat(report.get("points").findValuesAsText("name"))
        .as(classPath)
        .isEqualTo(pack.points().stream().map(ReadyPack.PointOfPack::name).toList());
    for (JsonNode point : report.get("points")) {
      assertThat(point.get("source").asText()).isEqualTo("pack " + pack.name());
    }
  }

  private String run(Jdk jdk, int expected, String option, String pack, String classPath)
      throws Exception {
    Path out = directory.resolve("out");
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                jdk.java(),
                "-jar",
                JinxJar.path().toString(),
                "check",
                option,
                "--pack",
                pack,
                "--class-path",
                classPath));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.redirectOutput(out.toFile()).redirectErrorStream(true).start();
    boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
    process.destroyForcibly();
    String text = Files.readString(out);
    assertThat(ended).as("ended in time: " + text).isTrue();
    assertThat(process.exitValue()).as(text).isEqualTo(expected);
    return text;
  }

  @OnNewestJdk
  void aLibraryThatAPackDoesNotFitIsToldPointByPointWithItsPlace(Jdk jdk) throws Exception {
    Path own =
        Files.writeString(
            directory.resolve("own.yaml"),
            """
            points:
              own.lead: { method: org.apache.zookeeper.server.quorum.Leader#lead }
              own.led: { method: org.apache.zookeeper.server.quorum.Leader#led }
              own.leader: { method: org.apache.zookeeper.server.Leader#lead }
            """);
    String text =
        run(
            jdk,
            1,
            "-cp=" + directory,
            own.toString(),
            Programs.copied("packs/zookeeper-3.9.5") + "/*");
    assertThat(text.replace(directory + "/", "").lines())
        .containsExactly(
            "own.lead: 1 method: org.apache.zookeeper.server.quorum.Leader#lead()",
            "own.yaml:3:22: point 'own.led': org.apache.zookeeper.server.quorum.Leader#led: "
                + "org.apache.zookeeper.server.quorum.Leader has no method 'led'; did you mean"
                + " 'lead'?",
            "own.yaml:4:25: point 'own.leader': org.apache.zookeeper.server.Leader#lead: no class"
                + " 'org.apache.zookeeper.server.Leader'; did you mean"
                + " 'org.apache.zookeeper.server.quorum.Leader'?",
            "3 points: 1 fits, 2 do not");
  }
}
