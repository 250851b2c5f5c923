package dev.jinx.it.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.bank.RunSamples;
import dev.jinx.it.Jdks;
import dev.jinx.it.Targets;
import dev.jinx.it.faults.Pages;
import dev.jinx.it.guide.Shown;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sample tests of another program, in JVMs of their own, without Testcontainers on their path. */
@ExtendWith(Targets.class)
class JUnitIT {
  @ParameterizedTest
  @ValueSource(strings = {"junit-5", "junit-6"})
  void theAgentIsLoadedIntoTheJvmOfTheTests(String junit) throws Exception {
    List<String> told =
        JUnits.run(Jdks.own(), junit, false, "LoadedSample", "AccountSample", "RegisteredSample");
    tellsOfAccounts(told);
    assertThat(told).contains("SUCCESSFUL hasItsConfiguration(Jinx)");
    assertThat(line(told, "FAILED wantsAnother(Jinx)"))
        .containsPattern("was loaded into this JVM with .*/jinx.yaml, .* with .*/other.yaml");
    assertThat(failed(told)).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"junit-5", "junit-6"})
  void orIsThereFromTheStart(String junit) throws Exception {
    List<String> told =
        JUnits.run(
            Jdks.all().get(Jdks.all().size() - 1),
            junit,
            true,
            "AccountSample",
            "RegisteredSample",
            "NestedSample",
            "FailingSample");
    tellsOfAccounts(told);
    assertThat(files(told, "failsAfterAHit(Point)").resolve("bank-events.jsonl")).exists();
    assertThat(told)
        .contains("SUCCESSFUL hasThePointsOfBoth(Point, Point)")
        .contains("SUCCESSFUL hasOneConnection(Point)");
    assertThat(line(told, "FAILED isAsStrict(Point)")).contains("its condition was never true");
    for (String each : List.of("failsBefore()", "failsAfter(Point)")) {
      assertThat(line(told, "FAILED " + each))
          .containsOnlyOnce("what happened during the test")
          .contains("paid {hit=");
    }
    // Once, and by what went wrong: there was no hit.
    assertThat(line(told, "FAILED factory(Point)[1]"))
        .contains("expected: <0> but was: <5>", "what happened during the test");
    assertThat(failed(told)).hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"junit-5", "junit-6"})
  void testsThatRunAtOnceDoNotMeetOneAnother(String junit) throws Exception {
    assertThat(JUnits.run(Jdks.own(), junit, true, "ParallelSample"))
        .containsExactlyInAnyOrder("SUCCESSFUL one()", "SUCCESSFUL two()", "SUCCESSFUL three()");
  }

  @ParameterizedTest
  @ValueSource(strings = {"junit-5", "junit-6"})
  void processesAreStartedAndStartedAgain(String junit) throws Exception {
    List<String> told =
        JUnits.run(
            Jdks.own(),
            junit,
            false,
            "NodesSample",
            "JarSample",
            "ServerSample",
            RunSamples.AGAIN,
            "ServerSample");
    assertThat(told)
        .contains(
            "SUCCESSFUL holdsAThreadInAProcess(Point)",
            "SUCCESSFUL runsWhereItShould(NodeProcess)",
            "SUCCESSFUL passesWhileItIsStopped(NodeProcess, Point)",
            "SUCCESSFUL isCutAndHealed(Cluster, Point)",
            "SUCCESSFUL isKilled(NodeProcess, NodeProcess)",
            "SUCCESSFUL runsAgain(NodeProcess, Jinx, int)",
            "SUCCESSFUL hasTheSameProcesses(Cluster)");
    assertThat(line(told, "FAILED failsWithItsOutput(Point)"))
        .contains("as it should", "what happened during the test", " arm 1 observe in hear");
    Path files = files(told, "failsWithItsOutput(Point)");
    assertThat(files.resolve("n1-events.jsonl")).content().contains("\"injection\":\"heard\"");
    assertThat(files.resolve("n2-events.jsonl")).exists();
    assertThat(files.resolve("n1-output.log")).content().contains("JAVA_TOOL_OPTIONS");
    String stopped = "failsWhileItIsStopped(NodeProcess, Point)";
    assertThat(line(told, "FAILED " + stopped)).contains("as it should", "heard {hit=");
    assertThat(told).filteredOn(line -> line.startsWith("FILES " + stopped)).hasSize(2);
    assertThat(failed(told)).hasSize(3);
  }

  @Test
  void theGuideShowsTheSamples() throws Exception {
    StringBuilder samples = new StringBuilder();
    try (Stream<Path> files = Files.list(Path.of("src/test/java/com/acme/bank"))) {
      for (Path file : files.toList()) {
        samples.append(Files.readString(file));
      }
    }
    for (List<String> example : Pages.blocks("junit.md", "java")) {
      assertThat(example).allSatisfy(line -> assertThat(samples).contains(line.strip()));
    }
  }

  private static void tellsOfAccounts(List<String> told) throws Exception {
    assertThat(told)
        .contains(
            "SUCCESSFUL holdsAThread(Point)",
            "SUCCESSFUL nothingIsLeftArmed(Point)",
            "SUCCESSFUL declaresItsOwn(Point)",
            "SUCCESSFUL hasThePointsOfItsClass(Point)",
            "SUCCESSFUL whatTheClassArmedActsInEachTest(Jinx)");
    List<List<String>> shown = Pages.blocks("junit.md", "");
    assertThat(line(told, "FAILED passesAndProvesNothing(Point)")).contains(shown.get(0));
    String failed = line(told, "FAILED failsAfterAHit(Point)");
    assertThat(failed).contains("expected: <5> but was: <6>");
    String node = failed.replaceFirst(".*during the test /\\s+(\\S+): 1: .*", "$1");
    Shown.within(
        shown.get(1).stream()
            .map(line -> line.replace("Suppressed: ", "").replace("pc-4711:", node + ":"))
            .map(line -> line.replace(" in main", " in ..."))
            .toList(),
        List.of(failed.split(" / ")));
    assertThat(line(told, "ENTRY failsAfterAHit(Point) jinx ")).contains("deposit {hit=1}");
    Path events = files(told, "failsAfterAHit(Point)");
    try (Stream<Path> all = Files.list(events)) {
      assertThat(all.toList())
          .singleElement()
          .satisfies(
              file ->
                  assertThat(Files.readAllLines(file))
                      .singleElement()
                      .asString()
                      .contains("\"captured\":{\"amount\":5}"));
    }
    assertThat(line(told, "ABORTED isSkipped(Jinx)")).doesNotContain("what happened");
  }

  private static List<String> failed(List<String> told) {
    return told.stream().filter(line -> line.startsWith("FAILED")).toList();
  }

  private static String line(List<String> told, String begin) {
    return told.stream()
        .filter(line -> line.startsWith(begin))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no '" + begin + "' in " + told));
  }

  private static Path files(List<String> told, String test) {
    return Path.of(line(told, "FILES " + test).substring(("FILES " + test + " ").length()));
  }
}
