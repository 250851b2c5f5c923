package dev.jinx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.client.json.Json;
import dev.jinx.client.testing.TestAgent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command against a JVM of its own, with an agent that does what the test tells it. */
@Timeout(120)
class AttachCommandTest {
  @TempDir static Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private TestAgent agent;
  private Process jvm;
  private String port;

  @BeforeEach
  void start() throws IOException {
    agent = new TestAgent("commit");
    port = agent.address().substring(agent.address().lastIndexOf(':') + 1);
    jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+EnableDynamicAgentLoading",
                "-cp",
                Path.of("target", "test-classes").toAbsolutePath().toString(),
                AgentForTest.Program.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(jvm.getInputStream().readNBytes(5)).asString().isEqualTo("ready");
  }

  @AfterEach
  void stop() {
    jvm.destroyForcibly();
    agent.close();
  }

  private int attach(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add(0, "" + jvm.pid());
    Terminal terminal = new Terminal(out, err, Map.of(), false);
    CommandLine line = new CommandLine(new AttachCommand(terminal, AttachCommandTest::jar));
    JinxCommand.configure(line, terminal);
    return line.execute(all.toArray(String[]::new));
  }

  private static Path jar() {
    Path jar = directory.resolve("agent.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Agent-Class", AgentForTest.class.getName());
    String name = AgentForTest.class.getName().replace('.', '/') + ".class";
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file, manifest);
        InputStream bytes = AgentForTest.class.getClassLoader().getResourceAsStream(name)) {
      entries.putNextEntry(new JarEntry(name));
      bytes.transferTo(entries);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return jar;
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void printsTheAddressWhenTheServerAnswers() {
    assertThat(attach("--options", "port=" + port)).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(agent.address() + "\n");
    assertThat(agent.requests()).contains("GET /health");
    assertThat(said()).startsWith("attached to process " + jvm.pid());
    assertThat(jvm.isAlive()).isTrue();
  }

  @Test
  void answersInJsonAndLeavesThePortFileThatWasAskedFor() throws IOException {
    Path file = directory.resolve("port");
    assertThat(attach("--json", "--options", "port=" + port + ",port-file=" + file)).isZero();
    assertThat(Json.object(out.toString(StandardCharsets.UTF_8)))
        .containsEntry("pid", jvm.pid())
        .containsEntry("address", agent.address());
    assertThat(file).hasContent(agent.address());
    assertThat(said()).isEmpty();
  }

  @Test
  void takesAnAgentThatWantsATokenForOneThatAnswers() {
    agent.override(seen -> new TestAgent.Answer(401, ""));
    assertThat(attach("--options", "port=" + port)).isZero();
  }

  @Test
  void refusesWhereAnAgentIsAlready() {
    attach("--options", "port=" + port);
    assertThat(attach("--options", "port=" + port)).isEqualTo(Exit.FAILED);
    assertThat(said()).contains("has an agent of Jinx already (started); it goes on");
  }

  @Test
  void tellsWhyTheAgentDidNotStartAndCanBeTriedAgain() {
    assertThat(attach("--options", "node=not.started:.no.points")).isEqualTo(Exit.FAILED);
    assertThat(said()).contains("refused to start").contains("not started: no points");
    assertThat(attach("--options", "port=" + port)).isZero();
  }

  @Test
  void tellsWhyThereIsNoServer() {
    assertThat(attach("--options", "node=no.server:.taken")).isEqualTo(Exit.FAILED);
    assertThat(said()).contains("was loaded").contains("but has no server: taken");
  }

  @Test
  void givesUpWhenNoServerAnswersInTime() {
    assertThat(attach("--wait", "1ms")).isEqualTo(Exit.TIMEOUT);
    assertThat(said()).contains("was loaded").contains("no server answers yet");
  }

  @Test
  void doesNotLoadWithoutAReadableConfiguration() {
    assertThat(attach("--config", directory.resolve("none.yaml").toString())).isEqualTo(1);
    assertThat(said()).contains("cannot read the configuration").contains("none.yaml");
    assertThat(attach("--options", "port=" + port)).as("nothing was loaded").isZero();
  }
}
