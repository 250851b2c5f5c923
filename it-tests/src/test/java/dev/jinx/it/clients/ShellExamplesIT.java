package dev.jinx.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.TargetJvm;
import dev.jinx.it.faults.Pages;
import dev.jinx.it.faults.Script;
import java.io.BufferedReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;

/** The examples for the shell, those of the page and those in files, as they stand. */
class ShellExamplesIT {
  private static final int CURL = 0;
  private static final int HOLD = 1;
  private static final int STREAM = 2;

  @BeforeAll
  static void curl() throws InterruptedException {
    Tool.assume("curl with --fail-with-body is not installed", "curl", "--fail-with-body", "-V");
  }

  @OnEveryJdk
  void curlHoldsAndReleases(Jdk jdk) throws Exception {
    try (TargetJvm jvm = Examples.start(jdk, "");
        Script script = Script.of(jdk, jvm, block(CURL))) {
      script.comesTo("commit");
      jvm.tell("5");
      script.goesOn();
      String told = String.join("", script.rest());
      assertThat(told).contains("\"phase\":\"parked\"", "\"released\":1", "com.acme.Store.commit");
      assertThat(jvm.out().await(any -> true, TargetJvm.PATIENCE)).isEqualTo("total 5");
      assertThat(jvm.http().get("/v2/error_injection/injection").ok().body()).isEqualTo("[]");
    }
  }

  @OnEveryJdk
  void theScriptHoldsAndDecides(Jdk jdk) throws Exception {
    try (TargetJvm jvm = Examples.start(jdk, "");
        Script script = Script.in(Examples.SHELL, jdk, jvm, block(HOLD))) {
      assertThat(script.line()).startsWith("armed: {");
      jvm.tell("5");
      assertThat(Http.parse(script.line()).get("phase").asText()).isEqualTo("parked");
      assertThat(script.line()).contains("com.acme.Store.commit");
      assertThat(script.lastLine()).contains("\"released\":1");
      assertThat(jvm.out().await(any -> true, TargetJvm.PATIENCE)).isEqualTo("failed disk full");
      assertThat(jvm.http().get("/v2/error_injection/injection").ok().body()).isEqualTo("[]");
    }
  }

  @OnEveryJdk
  void aStreamIsALineAnEvent(Jdk jdk) throws Exception {
    try (TargetJvm jvm = Examples.start(jdk, "");
        Script script = Script.of(jdk, jvm, block(STREAM))) {
      jvm.http().enable("before-commit", "");
      Examples.awaitReader(jvm);
      jvm.ask("5");
      assertThat(Http.parse(script.line()).get("hit").asInt()).isEqualTo(1);
      jvm.killAndWait();
      assertThat(script.rest()).isEmpty();
    }
  }

  @OnEveryJdk
  void theStreamIsFollowedOverBreaksToTheEnd(Jdk jdk) throws Exception {
    try (TargetJvm jvm = Examples.start(jdk, "server: { max-age: 1s }\n")) {
      jvm.http().enable("before-commit", "");
      Process follow =
          Tool.start(
              Examples.SHELL, Map.of("JINX_ADDRESS", jvm.address()), "./follow.sh", "before-*");
      try (BufferedReader lines = follow.inputReader()) {
        Examples.awaitReader(jvm);
        long end = System.nanoTime() + 3_000_000_000L; // so that some streams reach their age
        int hits = 0;
        while (System.nanoTime() < end) {
          jvm.ask("1");
          hits++;
          assertThat(Http.parse(lines.readLine()).get("hit").asInt()).isEqualTo(hits);
        }
        jvm.killAndWait();
        assertThat(lines.readLine()).isNull();
        assertThat(follow.waitFor()).isZero();
      } finally {
        follow.descendants().forEach(ProcessHandle::destroyForcibly);
        follow.destroyForcibly();
      }
    }
  }

  private static List<String> block(int number) {
    return Pages.blocks(Examples.PAGE, "sh").get(number);
  }
}
