package dev.jinx.it.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.Scratch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** {@code ./demo} tells its story to the end. */
class DemoIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path BUILT = ROOT.resolve("examples/zookeeper/target");

  @Test
  void itEndsWell() throws Exception {
    Assumptions.assumeTrue(Files.exists(BUILT.resolve("client")), "the example is not packaged");
    Files.writeString(BUILT.resolve("built"), ""); // by the build that runs this
    Path output = Scratch.directory("demo").resolve("output");
    ProcessBuilder demo = new ProcessBuilder("./demo").directory(ROOT.toFile());
    demo.environment().put("JAVA_HOME", Folder.JDK.home().toString());
    Process process =
        demo.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(output)).isZero();
      assertThat(output).content().contains("The nodes are stopped and their data is removed.");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
