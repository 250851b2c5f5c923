package dev.jinx.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Leaving;
import com.acme.Store;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/**
 * A start never breaks the application: what is wrong is one clear line on stderr, and it runs on.
 */
class StartUpIT {
  private static final String YAML = "points: { commit: { method: com.acme.Store#commit } }\n";

  @TempDir Path directory;

  /** What the application prints and how it ends without an agent; it must not change. */
  private static void assertUnharmed(TargetJvm jvm, int status) {
    assertThat(jvm.awaitExit()).isEqualTo(status);
    assertThat(jvm.out().soFar()).containsExactly("application out", "hook");
    assertThat(jvm.err().soFar()).contains("application err");
  }

  private static List<String> said(TargetJvm jvm) {
    return jvm.err().soFar().stream().filter(line -> line.startsWith("jinx:")).toList();
  }

  private void badConfiguration(Jdk jdk, String yaml, String... expected) {
    try (TargetJvm jvm = Launch.on(jdk).yaml(yaml).main(Leaving.class, "exit", "7").start()) {
      assertUnharmed(jvm, 7);
      assertThat(said(jvm)).as(yaml).hasSize(1);
      assertThat(said(jvm).get(0)).contains(expected);
      assertThat(jvm.portFile()).doesNotExist();
    }
  }

  @OnEveryJdk
  void eachErrorOfTheConfigurationIsALineWithItsPlace(Jdk jdk) {
    badConfiguration(
        jdk, "points:\n  a: { method: a.B#c, acton: pause }\n", "jinx.yaml:2:", "acton", "action");
    badConfiguration(jdk, "poins: {}\n", "jinx.yaml:1:1", "poins", "points");
    badConfiguration(jdk, "points: { a: { method: com.acme.A } }\n", "jinx.yaml:1", "com.acme.A");
    badConfiguration(jdk, "points: { a: { method: a.B#c, action: slep(1s) } }\n", "slep", "sleep");
    badConfiguration(jdk, "points: { a: { method: a.B#c, at: exti } }\n", "exti", "exit");
    badConfiguration(jdk, "points: { a: { method: a.B#c, at: line x } }\n", "line 42");
    badConfiguration(
        jdk, "points:\n  a: { method: a.B#c, when: 'arg == 1' }\n", "jinx.yaml:2:30", "args");
    badConfiguration(jdk, "packs: [ zokeeper ]\n", "jinx.yaml:1:10", "zookeeper");
    badConfiguration(jdk, "points: { a b: { method: a.B#c } }\n", "a b");
    badConfiguration(jdk, "points: [\n", "jinx.yaml:");
    badConfiguration(jdk, "server: { host: a b }\n", "a b");
    badConfiguration(
        jdk, "points: { a: { method: a.B#c }, a: { method: a.B#d } }\n", "jinx.yaml:1");
  }

  @OnEveryJdk
  void anUnknownOptionOfTheArgumentIsToldWithTheNearest(Jdk jdk) {
    try (TargetJvm jvm =
        Launch.on(jdk).option("port-fil", "x").main(Leaving.class, "exit", "7").start()) {
      assertUnharmed(jvm, 7);
      assertThat(said(jvm)).hasSize(1);
      assertThat(said(jvm).get(0)).contains("port-fil", "port-file");
    }
  }

  @OnEveryJdk
  void aConfigurationThatIsNotThereIsToldByName(Jdk jdk) {
    try (TargetJvm jvm =
        Launch.on(jdk).option("config", "none.yaml").main(Leaving.class, "exit", "0").start()) {
      assertUnharmed(jvm, 0);
      assertThat(said(jvm)).hasSize(1);
      assertThat(said(jvm).get(0)).contains("none.yaml");
    }
  }

  @OnEveryJdk
  void aConfigurationThatCannotBeReadIsToldByName(Jdk jdk) {
    // A directory: nobody can read it as a file, not even root.
    try (TargetJvm jvm =
        Launch.on(jdk)
            .option("config", directory.toString())
            .main(Leaving.class, "exit", "0")
            .start()) {
      assertUnharmed(jvm, 0);
      assertThat(said(jvm)).hasSize(1);
      assertThat(said(jvm).get(0)).contains(directory.toString());
    }
  }

  @OnEveryJdk
  void onErrorFailEndsWithStatusOneBeforeMain(Jdk jdk) {
    try (TargetJvm jvm =
        Launch.on(jdk)
            .yaml("poins: {}\n")
            .option("on-error", "fail")
            .main(Leaving.class, "exit", "7")
            .start()) {
      assertThat(jvm.awaitExit()).isEqualTo(1);
      assertThat(jvm.out().soFar()).isEmpty();
      assertThat(said(jvm)).hasSize(1);
    }
  }

  @OnEveryJdk
  void aTakenPortIsToldAndTheApplicationRunsOn(Jdk jdk) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        TargetJvm jvm =
            Launch.on(jdk)
                .yaml(YAML)
                .option("port", "" + taken.getLocalPort())
                .main(Store.class)
                .start()) {
      String line = jvm.err().await(l -> l.startsWith("jinx:"), TargetJvm.PATIENCE);
      assertThat(line).contains("" + taken.getLocalPort());
      jvm.out().await("ready "::equals, TargetJvm.PATIENCE);
      assertThat(jvm.ask("3")).isEqualTo("total 3");
      jvm.tell("exit 5");
      assertThat(jvm.awaitExit()).isEqualTo(5);
      assertThat(said(jvm)).hasSize(1);
      assertThat(jvm.portFile()).doesNotExist();
    }
  }

  @OnEveryJdk
  void aTakenPortEndsTheJvmUnderFail(Jdk jdk) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        TargetJvm jvm =
            Launch.on(jdk)
                .option("port", "" + taken.getLocalPort())
                .option("on-error", "fail")
                .main(Store.class)
                .start()) {
      assertThat(jvm.awaitExit()).isEqualTo(1);
      assertThat(said(jvm)).hasSize(1);
    }
  }

  @OnEveryJdk
  void aPortFileThatCannotBeWrittenIsTold(Jdk jdk) throws IOException {
    // A file stands where the directory would have to be: nobody can write there, not even root.
    Path file = Files.writeString(directory.resolve("file-" + jdk.feature()), "");
    try (TargetJvm jvm =
        Launch.on(jdk)
            .yaml(YAML)
            .option("port-file", file.resolve("jinx.port").toString())
            .main(Store.class)
            .start()) {
      assertThat(jvm.err().await(l -> l.startsWith("jinx:"), TargetJvm.PATIENCE))
          .contains(file.toString());
      jvm.out().await("ready "::equals, TargetJvm.PATIENCE);
      assertThat(jvm.ask("3")).isEqualTo("total 3");
      jvm.tell("exit 5");
      assertThat(jvm.awaitExit()).isEqualTo(5);
    }
  }

  @OnEveryJdk
  void aStalePortFileIsRemovedAtTheStartAndTheNewOneIsWhole(Jdk jdk) throws IOException {
    Path home = Files.createDirectory(directory.resolve("stale-" + jdk.feature()));
    Files.writeString(home.resolve("jinx.port"), "127.0.0.1:1");
    // The option is wrong: no server starts, and nobody must find the old address.
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        TargetJvm jvm =
            Launch.on(jdk)
                .directory(home)
                .option("port", "" + taken.getLocalPort())
                .main(Leaving.class, "exit", "0")
                .start()) {
      assertUnharmed(jvm, 0);
      assertThat(jvm.portFile()).doesNotExist();
    }
    try (TargetJvm jvm = Launch.on(jdk).directory(home).main(Store.class).start()) {
      assertThat(jvm.address()).matches("127\\.0\\.0\\.1:\\d+");
      try (var files = Files.list(home)) {
        assertThat(files.map(f -> f.getFileName().toString())).containsExactly("jinx.port");
      }
    }
  }

  @OnEveryJdk
  void optionsCountInTheOrderArgumentPropertyEnvironmentYaml(Jdk jdk) {
    assertThat(node(Launch.on(jdk).yaml("node: yaml"))).isEqualTo("yaml");
    Launch environment = Launch.on(jdk).yaml("node: yaml").environment("JINX_NODE", "environment");
    assertThat(node(environment)).isEqualTo("environment");
    Launch property =
        Launch.on(jdk).environment("JINX_NODE", "environment").jvm("-Djinx.node=property");
    assertThat(node(property)).isEqualTo("property");
    Launch argument = Launch.on(jdk).jvm("-Djinx.node=property").option("node", "argument");
    assertThat(node(argument)).isEqualTo("argument");
  }

  private static String node(Launch launch) {
    try (TargetJvm jvm = launch.main(Store.class).start()) {
      return jvm.http().get("/health").ok().json().get("node").asText();
    }
  }

  @OnEveryJdk
  void otherVariablesOfJinxAreIgnored(Jdk jdk) {
    Launch launch =
        Launch.on(jdk).environment("JINX_ADDRESS", "n1:7117").environment("JINX_WHATEVER", "1");
    try (TargetJvm jvm = launch.jvm("-Djinx.whatever=1").main(Store.class).start()) {
      jvm.address();
      assertThat(said(jvm)).allMatch(line -> line.contains("listens on"));
    }
  }

  @OnEveryJdk
  void pathsMayHoldBlanksHashesAndLettersOfAnyScript(Jdk jdk) throws IOException {
    Path home = Files.createDirectory(directory.resolve("a b#c ü-" + jdk.feature()));
    Path jar = Files.copy(JinxJar.path(), home.resolve("jinx.jar"));
    try (TargetJvm jvm =
        Launch.on(jdk)
            .jvm("-Dsun.jnu.encoding=UTF-8", "-Dfile.encoding=UTF-8")
            .environment("LC_ALL", "C.UTF-8")
            .agent(jar)
            .directory(home)
            .yaml(YAML)
            .option("config", home.resolve("jinx.yaml").toString())
            .option("port-file", home.resolve("jinx.port").toString())
            .main(Store.class)
            .start()) {
      jvm.out().await("ready "::equals, TargetJvm.PATIENCE);
      String cursor = jvm.http().enable("commit", "");
      assertThat(jvm.ask("3")).isEqualTo("total 3");
      assertThat(jvm.http().await("commit", "since=" + cursor).get("hit").asInt()).isEqualTo(1);
    }
  }
}
