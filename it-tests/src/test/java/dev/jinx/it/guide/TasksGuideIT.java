package dev.jinx.it.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.Ports;
import dev.jinx.it.Scratch;
import dev.jinx.it.TargetJvm;
import dev.jinx.it.clients.Tool;
import dev.jinx.it.faults.Pages;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The recipes for the shell are run as they stand, and no block of the page is left out. */
class TasksGuideIT {
  private static final String PROGRAM = "The program";
  private static final String HIT = "Wait for a hit";
  private static final String CONTAINER = "Run it in a container";

  private final Path home = Scratch.directory("tasks").resolve("purse");
  private final int agent = Ports.free();
  private final int program = Ports.free();

  @OnEveryJdk
  void theShellWaitsForAHitAndHoldsAThread(Jdk jdk) throws Exception {
    Tool.assume("curl is not installed", "curl", "-V");
    List<String> script = new ArrayList<>(List.of("set -e"));
    for (String recipe : List.of(PROGRAM, HIT, "Hold a thread and look around")) {
      script.add("echo; echo '# " + recipe + "'");
      script.addAll(TasksPage.code(recipe, "sh", 0));
      if (recipe.equals(PROGRAM)) {
        script.add("PROGRAM=$!; trap 'kill $PROGRAM' EXIT"); // or it would live on
      } else if (recipe.equals(HIT)) {
        script.add("wait $!"); // what it asked the program for is done before the next one
      }
    }
    List<List<String>> told = parts(run(jdk, String.join("\n", script)));
    assertThat(told.get(0))
        .anyMatch(line -> line.contains("\"status\":\"ready\""))
        .anyMatch(line -> line.endsWith("10"));
    assertThat(told.get(1)).anyMatch(line -> line.contains("\"injection\":\"write\""));
    assertThat(told.get(2))
        .anyMatch(line -> line.contains("\"phase\":\"parked\""))
        .anyMatch(line -> line.contains("com.acme.Purse.spend("))
        .containsSubsequence("9", "6"); // what it was, and the answer
  }

  private String run(Jdk jdk, String text) throws Exception {
    String here =
        text.replace("/tmp/purse", home.toString())
            .replace("127.0.0.1:7117", "127.0.0.1:" + agent)
            .replace("8080", Integer.toString(program));
    Path out = home.resolveSibling("out");
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", here).directory(new File(".."));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    String path = jdk.home().resolve("bin") + File.pathSeparator + System.getenv("PATH");
    builder.environment().put("PATH", path);
    builder.environment().put("JINX_PORT", Integer.toString(agent));
    builder.environment().put("JINX_ADDRESS", "127.0.0.1:" + agent);
    Process shell = builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
    try {
      boolean ended = shell.waitFor(3 * TargetJvm.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      String told = Files.readString(out);
      assertThat(ended).as(told).isTrue();
      assertThat(shell.exitValue()).as(told).isZero();
      return told;
    } finally {
      shell.descendants().forEach(ProcessHandle::destroyForcibly);
      shell.destroyForcibly();
    }
  }

  /** What each recipe printed. */
  private static List<List<String>> parts(String told) {
    List<List<String>> parts = new ArrayList<>();
    for (String line : told.lines().toList()) {
      if (line.startsWith("# ")) {
        parts.add(new ArrayList<>());
      } else if (!parts.isEmpty()) {
        parts.get(parts.size() - 1).add(line);
      }
    }
    return parts;
  }

  @Test
  void whatItShowsOfTheProgramIsInTheProgram() {
    assertThat(TasksPage.purse()).contains(TasksPage.text(PROGRAM, "java", 0));
    assertThat(TasksPage.read(TasksPage.PURSE.resolve("jinx.yaml")))
        .isEqualTo(TasksPage.text(PROGRAM, "yaml", 0));
  }

  /** There they are run, in a container, by {@code ContainersGuideIT}. */
  @Test
  void theRecipeForContainersIsThatOfTheirPage() {
    for (int i = 0; i < 2; i++) {
      assertThat(TasksPage.code(CONTAINER, "sh", i))
          .isEqualTo(Pages.blocks("containers.md", "sh").get(i));
    }
  }

  @Test
  void eachBlockIsRunSomewhere() {
    assertThat(TasksPage.blocks())
        .extracting(block -> block.recipe() + ": " + block.kind())
        .containsExactly(
            "The program: java",
            "The program: yaml",
            "The program: sh",
            "Wait for a hit: sh",
            "Hold a thread and look around: sh",
            "Make the third write fail: java",
            "Crash at a point and check recovery: java",
            "Find a race with two points: java",
            "Find a race with two points: java",
            "Find a race with two points: java",
            "Partition a cluster: yaml",
            "Partition a cluster: java",
            "Run it in a container: sh",
            "Run it in a container: sh",
            "Run it under Maven Surefire: xml",
            "Run it under Maven Surefire: xml",
            "Run it under Gradle: groovy",
            "Run it under pytest: python",
            "Run it under pytest: sh");
  }
}
