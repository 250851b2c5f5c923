package dev.jinx.it.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Store;
import dev.jinx.it.Jdk;
import dev.jinx.it.Launch;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.TargetJvm;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;

/** The commands on a terminal, which {@code script} of util-linux gives them, and without one. */
class TerminalIT {
  private static final String YAML =
      "points: { commit: { method: com.acme.Store#commit(long), enabled: true } }\n";

  @BeforeEach
  void needsATerminal() {
    Assumptions.assumeTrue(isInstalled(), "no script(1) here");
  }

  private static boolean isInstalled() {
    try {
      return Tool.run("", List.of("script", "--version")).status() == 0;
    } catch (UncheckedIOException none) {
      return false;
    }
  }

  private static TargetJvm target(Jdk jdk) {
    TargetJvm jvm = Launch.on(jdk).yaml(YAML).main(Store.class).start();
    jvm.out().await(line -> line.startsWith("ready"), TargetJvm.PATIENCE);
    assertThat(jvm.ask("1")).isEqualTo("total 1");
    return jvm;
  }

  private static Tool.Ended onTerminal(String input, String command) {
    ProcessBuilder builder = new ProcessBuilder("script", "-qec", command, "/dev/null");
    builder.environment().put("TERM", "xterm");
    builder.environment().remove("NO_COLOR");
    return Tool.run(input, builder);
  }

  @OnEveryJdk
  void coloursAreForTerminalsAndNotWhereTheyAreNotWanted(Jdk jdk) {
    try (TargetJvm jvm = target(jdk)) {
      String points = Jinx.line(jdk, "points", "--address", jvm.address());
      assertThat(onTerminal("", points).ok()).contains("\u001b[32mwoven");
      assertThat(onTerminal("", "NO_COLOR=1 " + points).ok())
          .contains("woven")
          .doesNotContain("\u001b[");
      assertThat(Tool.run("", List.of("sh", "-c", points)).ok())
          .contains("woven")
          .doesNotContain("\u001b[");
    }
  }

  @OnEveryJdk
  void topIsDrawnAnewUntilSomebodyPressesQ(Jdk jdk) {
    try (TargetJvm jvm = target(jdk)) {
      String top = Jinx.line(jdk, "top", "--address", jvm.address());
      String twice = onTerminal("", top + " --count 2 --interval 50ms").ok();
      assertThat(twice).contains("1 points, 1 enabled", "commit").contains("/s");
      assertThat(twice.split("\u001b\\[H", -1)).hasSize(3);
      // Too long a line does not push the others down.
      assertThat(twice).startsWith("\u001b[?7l").endsWith("\u001b[?7h");
      // Without the key it would look once in an hour, for ever.
      assertThat(onTerminal("q", top + " --interval 1h").ok()).contains("commit");
      String once = Tool.run("", List.of("sh", "-c", top)).ok();
      assertThat(once).contains("commit").doesNotContain("\u001b[");
    }
  }

  @OnEveryJdk
  void attachTellsOnATerminalWhatItIsDoing(Jdk jdk) {
    try (TargetJvm jvm =
        Launch.on(jdk)
            .agent(null)
            .jvm("-XX:+EnableDynamicAgentLoading")
            .main(Store.class)
            .start()) {
      jvm.out().await(line -> line.startsWith("ready"), TargetJvm.PATIENCE);
      String attach = Jinx.line(jdk, "attach", "" + jvm.pid(), "--options", "port=0");
      assertThat(onTerminal("", attach).ok())
          .contains("\r\u001b[Kloading the agent into process " + jvm.pid() + " ...")
          .contains("\r\u001b[K127.0.0.1:");
    }
  }
}
