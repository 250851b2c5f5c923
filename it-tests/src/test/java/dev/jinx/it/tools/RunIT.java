package dev.jinx.it.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Store;
import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.Jdks;
import dev.jinx.it.JinxJar;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.Signals;
import dev.jinx.it.TargetJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code run}: the program behaves as if it had been started by itself. */
class RunIT {
  private static final String YAML =
      "points: { commit: { method: com.acme.Store#commit(long), enabled: true } }\n";

  @TempDir Path directory;

  private Process start(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("JINX_"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    return builder.start();
  }

  private static BufferedReader lines(InputStream in) {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  private static int ended(Process process) throws InterruptedException {
    assertThat(process.waitFor(TargetJvm.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private static void tell(Process process, String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  @OnEveryJdk
  void inputOutputAndExitCodeAreThePrograms(Jdk jdk) throws Exception {
    Path yaml = Files.writeString(directory.resolve("run-" + jdk.feature() + ".yaml"), YAML);
    Process run =
        start(
            Jinx.command(
                jdk,
                "run",
                "--config",
                yaml.getFileName().toString(),
                "--options",
                "port=0,log-level=error",
                "--wait-ready",
                "--json",
                "--",
                jdk.java(),
                "-cp",
                JinxJar.classesOf(Store.class).toString(),
                "com.acme.Store",
                "--json"));
    try (BufferedReader out = lines(run.getInputStream());
        BufferedReader err = lines(run.getErrorStream())) {
      assertThat(out.readLine()).isEqualTo("ready --json");
      JsonNode told = Http.parse(json(err));
      assertThat(ProcessHandle.of(told.get("pid").asLong())).isPresent();
      tell(run, "3");
      assertThat(out.readLine()).isEqualTo("total 3");
      Http http = new Http("http://" + told.get("address").asText());
      assertThat(http.await("commit", "since=earliest").get("hit").asInt()).isEqualTo(1);
      tell(run, "exit 5");
      assertThat(out.readLine()).isNull();
      assertThat(ended(run)).isEqualTo(5);
    } finally {
      run.descendants().forEach(ProcessHandle::destroyForcibly);
      run.destroyForcibly();
    }
  }

  /** The INFO line of a hit may come in between. */
  private static String json(BufferedReader err) throws IOException {
    String line = err.readLine();
    while (line != null && !line.startsWith("{")) {
      line = err.readLine();
    }
    return line;
  }

  @OnEveryJdk
  void aScriptGivesTheAgentToTheJvmsThatAreMeant(Jdk jdk) throws Exception {
    String yaml = YAML.replace("true", "true, action: 'throw(java.lang.Error, \"by Jinx\")'");
    // Not even a blank in its name keeps the agent from it.
    Path file = Files.writeString(directory.resolve("script " + jdk.feature() + ".yaml"), yaml);
    Tool.Ended meant = script(jdk, file, "com.acme.Store");
    assertThat(meant.err()).contains("Picked up JAVA_TOOL_OPTIONS", "java.lang.Error: by Jinx");
    assertThat(meant.status()).isEqualTo(1);
    Tool.Ended other = script(jdk, file, "com.acme.Sto");
    assertThat(other.err()).contains("Picked up JAVA_TOOL_OPTIONS").doesNotContain("by Jinx");
    assertThat(other.out()).contains("ready ", "total 1");
    assertThat(other.status()).isEqualTo(4);
  }

  private static Tool.Ended script(Jdk jdk, Path yaml, String main) {
    String java = jdk.java() + " -cp '" + JinxJar.classesOf(Store.class) + "' com.acme.Store";
    List<String> command =
        Jinx.command(jdk, "run", "--main", main, "--config", yaml.toString(), "--options");
    command.addAll(List.of("port=0", "sh", "-c", "exec " + java));
    return Tool.run("1\nexit 4\n", command);
  }

  @OnEveryJdk
  void signalsReachTheProgramWhichDecidesWhatBecomesOfThem(Jdk jdk) throws Exception {
    Signals.assumeInterruptible();
    String script =
        "trap 'echo got TERM; kill $!; exit 7' TERM; trap 'echo got HUP' HUP;"
            + " trap 'echo got INT' INT; echo ready;"
            + " while :; do sleep 1000 & wait $!; kill $! 2>/dev/null; done";
    // In a session of its own, where no terminal gives its Ctrl-C to the program itself.
    List<String> command = new ArrayList<>(List.of("setsid"));
    command.addAll(Jinx.command(jdk, "run", "--", "sh", "-c", script));
    Process run = start(command);
    try (BufferedReader out = lines(run.getInputStream())) {
      assertThat(out.readLine()).isEqualTo("ready");
      for (String signal : List.of("HUP", "INT", "TERM")) {
        Tool.run("", List.of("sh", "-c", "kill -s " + signal + " " + run.pid())).ok();
        assertThat(out.readLine()).isEqualTo("got " + signal);
      }
      assertThat(ended(run)).isEqualTo(7);
    } finally {
      run.descendants().forEach(ProcessHandle::destroyForcibly);
      run.destroyForcibly();
    }
  }

  @OnEveryJdk
  void aSignalThatEndsTheProgramIsInTheExitCode(Jdk jdk) {
    Tool.Ended ended = Tool.run("", Jinx.command(jdk, "run", "--", "sh", "-c", "kill -9 $$"));
    assertThat(ended.status()).isEqualTo(137);
  }

  @OnEveryJdk
  void whatCannotBeRunIsToldAsAShellTellsIt(Jdk jdk) throws IOException {
    Tool.Ended none = Tool.run("", Jinx.command(jdk, "run", "--", "no-such-program"));
    assertThat(none.status()).isEqualTo(127);
    assertThat(none.err()).startsWith("jinx: cannot run 'no-such-program'").hasLineCount(1);
    Path plain = Files.writeString(directory.resolve("plain-" + jdk.feature()), "text");
    Tool.Ended refused = Tool.run("", Jinx.command(jdk, "run", "--", plain.toString()));
    assertThat(refused.status()).isEqualTo(126);
  }

  @OnEveryJdk
  void aProgramWhoseAgentDoesNotAnswerIsEnded(Jdk jdk) {
    Tool.Ended ended =
        Tool.run("", Jinx.command(jdk, "run", "--wait-ready", "100ms", "--", "sleep", "1000"));
    assertThat(ended.status()).isEqualTo(124);
    assertThat(ended.err()).contains("no agent answers within 100 ms", "the program was ended");
  }

  @Test
  void soIsOneThatDoesNotListenWithAllThatItStarted() throws Exception {
    String script = "sleep 1000 & echo ready; wait";
    // It takes no TERM from its first instruction on: it may be asked to end before its second.
    List<String> command = new ArrayList<>(List.of("sh", "-c", "trap '' TERM; exec \"$@\"", "sh"));
    command.addAll(
        Jinx.command(Jdks.own(), "run", "--wait-ready", "100ms", "--", "sh", "-c", script));
    Process run = start(command);
    try (BufferedReader out = lines(run.getInputStream())) {
      assertThat(out.readLine()).isEqualTo("ready");
      assertThat(ended(run)).isEqualTo(124);
      CompletableFuture<String> end = CompletableFuture.supplyAsync(() -> rest(out));
      assertThat(end.get(TargetJvm.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEmpty();
    } finally {
      run.descendants().forEach(ProcessHandle::destroyForcibly);
      run.destroyForcibly();
    }
  }

  /** All to the end, which comes when nobody has it open any more. */
  private static String rest(BufferedReader out) {
    return out.lines().collect(Collectors.joining("\n"));
  }
}
