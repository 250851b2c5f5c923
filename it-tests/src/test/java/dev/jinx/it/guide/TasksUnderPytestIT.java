package dev.jinx.it.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.Jdk;
import dev.jinx.it.JinxJar;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.Scratch;
import dev.jinx.it.clients.Tool;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The recipe for pytest is run as it stands, with the client as it lies here. */
class TasksUnderPytestIT {
  private static final String RECIPE = "Run it under pytest";
  private static final Path CLIENT = Path.of("../clients/python/src").toAbsolutePath().normalize();

  @OnEveryJdk
  void theTestPasses(Jdk jdk) throws Exception {
    String path = "/usr/bin" + File.pathSeparator + System.getenv("PATH"); // the system's own first
    Tool.assume(
        "python3 with pytest is not installed", "env", "PATH=" + path, "python3", "-mpytest", "-h");
    Path home = Scratch.directory("pytest");
    Files.copy(JinxJar.path(), home.resolve("jinx.jar"));
    TasksRun.compile(home, TasksPage.purse());
    Files.writeString(home.resolve("test_purse.py"), TasksPage.text(RECIPE, "python", 0));
    String told =
        Tool.run(
            home,
            Map.of(
                "PATH",
                path,
                "JAVA_HOME",
                jdk.home().toString(),
                "PYTHONPATH",
                CLIENT.toString(),
                "PYTHONDONTWRITEBYTECODE",
                "1",
                "PYTEST_PLUGINS",
                "jinx.pytest_plugin"), // as an installed package says it
            "sh",
            "-ec",
            TasksPage.text(RECIPE, "sh", 0));
    assertThat(told).containsPattern("=+ 1 passed in ");
  }
}
