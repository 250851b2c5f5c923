package dev.jinx.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.Scratch;
import dev.jinx.it.TargetJvm;
import dev.jinx.it.faults.Pages;
import dev.jinx.it.faults.Script;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;

/** The examples for Node, as they stand. */
class NodeExamplesIT {
  private static final int NODE = 3;

  @BeforeAll
  static void node() throws InterruptedException {
    String is18 = "process.exit(parseInt(process.versions.node) >= 18 ? 0 : 1)";
    Tool.assume("Node 18 or newer is not installed", "node", "-e", is18);
  }

  @OnEveryJdk
  void theProgramHoldsAndDecides(Jdk jdk) throws Exception {
    try (TargetJvm jvm = Examples.start(jdk, "");
        Script script =
            Script.in(Examples.JAVASCRIPT, jdk, jvm, Pages.blocks(Examples.PAGE, "sh").get(NODE))) {
      assertThat(script.line()).startsWith("armed: {");
      jvm.tell("5");
      assertThat(script.line()).isEqualTo("parked: main, hit 1");
      assertThat(script.lastLine()).isEqualTo("{\"released\":1,\"kept\":0}");
      assertThat(jvm.out().await(any -> true, TargetJvm.PATIENCE)).isEqualTo("total 7");
      assertThat(jvm.http().get("/v2/error_injection/injection").ok().body()).isEqualTo("[]");
    }
  }

  @OnEveryJdk
  void anUnknownPointIsAnErrorWithItsReason(Jdk jdk) throws Exception {
    try (TargetJvm jvm = Examples.start(jdk, "")) {
      Process node =
          Tool.start(
              Examples.JAVASCRIPT, Map.of(), "node", "wait.mjs", jvm.address(), "befor-commit");
      try (BufferedReader told = node.inputReader()) {
        assertThat(told.lines()).anyMatch(line -> line.contains("did you mean 'before-commit'?"));
        assertThat(node.waitFor()).isEqualTo(1);
      }
    }
  }

  @OnEveryJdk
  void theExampleOfThePageWaitsForAHit(Jdk jdk) throws Exception {
    Path file = Scratch.directory("node").resolve("hit.mjs");
    Files.write(file, Pages.block(Examples.PAGE, "js"));
    try (TargetJvm jvm = Examples.start(jdk, "")) {
      Process node =
          Tool.start(
              file.getParent(), Map.of("JINX_ADDRESS", jvm.address()), "node", file.toString());
      try (BufferedReader told = node.inputReader()) {
        Awaitility.await("its arm")
            .atMost(TargetJvm.PATIENCE)
            .until(() -> jvm.http().get("/v2/error_injection/injection").ok().json().size() == 1);
        jvm.ask("5");
        assertThat(told.readLine()).isEqualTo("before-commit was hit by main");
        assertThat(node.waitFor()).isZero();
      } finally {
        node.destroyForcibly();
      }
    }
  }
}
