package dev.jinx.client.cluster;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@DisabledOnOs(OS.WINDOWS)
class LaunchTest {
  @TempDir private Path directory;

  /** Of a process that prints its options, and ends before any agent answers. */
  private NodeProcessBuilder printing() throws Exception {
    Path jar = Files.createFile(directory.resolve("agent.jar"));
    return NodeProcess.of("n1").command("sh", "-c", "echo \"$JAVA_TOOL_OPTIONS\"").agent(jar);
  }

  @Test
  void theAgentListensWhereItWasTold() throws Exception {
    NodeProcessBuilder node = printing();
    assertThatThrownBy(node::start)
        .hasMessageContaining("node=n1")
        .hasMessageNotContaining("host=")
        .hasMessageNotContaining("token-file=");
    assertThatThrownBy(() -> node.host("::1").start())
        .hasMessageContaining("host=::1")
        .hasMessageNotContaining("token-file=");
    assertThatThrownBy(() -> node.host("10.0.0.1").start())
        .hasMessageContaining("host=10.0.0.1")
        .hasMessageContaining("token-file=");
  }

  /** Although the system looks for it from the directory of the process. */
  @Test
  void aRelativeProgramIsFoundWhereTheTestsRun() throws Exception {
    Path here = Files.createDirectories(Path.of("target/launch"));
    Path program = script(here.resolve("n1.sh"), "echo by the tests");
    NodeProcessBuilder node = printing().command(program.toString());
    assertThatThrownBy(node::start).hasMessageContaining("by the tests");
    script(Files.createDirectories(directory.resolve(here)).resolve("n1.sh"), "echo by itself");
    assertThatThrownBy(() -> node.directory(directory).start()).hasMessageContaining("by itself");
  }

  private static Path script(Path file, String line) throws Exception {
    Files.writeString(file, "#!/bin/sh\n" + line + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file;
  }
}
