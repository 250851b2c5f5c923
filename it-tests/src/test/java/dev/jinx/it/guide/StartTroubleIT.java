package dev.jinx.it.guide;

import com.acme.Store;
import dev.jinx.it.Jdk;
import dev.jinx.it.Jdks;
import dev.jinx.it.JinxJar;
import dev.jinx.it.Launch;
import dev.jinx.it.OnNewestJdk;
import dev.jinx.it.Ports;
import dev.jinx.it.Scratch;
import dev.jinx.it.TargetJvm;
import dev.jinx.it.behaviour.Cli;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;

/** Troubles at the start are told as the guide quotes them. */
class StartTroubleIT {
  static final String[] SECTIONS = {
    "Nothing listens", "Warnings at the start", "The event log",
  };

  private static final Quotes QUOTES = Quotes.of(SECTIONS);
  private static final String YAML =
      "points:\n  before-commit:\n    method: com.acme.Store#commit(long)\n";

  private final Path directory = Scratch.directory("trouble");

  @OnNewestJdk
  void nobodyAnswers(Jdk jdk) throws IOException {
    try (Socket deaf = Ports.deaf()) {
      Cli cli = new Cli(jdk, "127.0.0.1:" + deaf.getLocalPort());
      QUOTES.line("no agent answers", cli.run("points").err());
    }
  }

  @OnNewestJdk
  void theConfigurationIsWrong(Jdk jdk) {
    seen("unknown key", Launch.on(jdk).yaml(YAML.replace("method", "metod")));
    seen("jinx.yml", Launch.on(jdk).option("config", "jinx.yml"));
    seen("other machines", Launch.on(jdk).yaml(YAML).option("host", "0.0.0.0"));
  }

  @OnNewestJdk
  void thePortIsTaken(Jdk jdk) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());
      seen("already in use", Launch.on(jdk).yaml(YAML).option("port", port));
    }
  }

  @OnNewestJdk
  void theJarIsNotThere(Jdk jdk) {
    seen("Error opening", Launch.on(jdk).agent(Path.of("/nowhere/jinx.jar")));
  }

  @OnNewestJdk
  void theJarHasAnotherName(Jdk jdk) throws IOException {
    seen(
        "Sharing is only",
        Launch.on(jdk).agent(Files.copy(JinxJar.path(), directory.resolve("other.jar"))));
  }

  @OnNewestJdk
  void theAgentIsThereTwice(Jdk jdk) {
    Launch launch = Launch.on(jdk).yaml(YAML);
    seen("second agent", launch.jvmAfterAgent(launch.agentArgument(JinxJar.path())));
  }

  @OnNewestJdk
  void theAgentIsInTheEnvironment(Jdk jdk) {
    seen("Picked up", Launch.on(jdk).toolOptions(JinxJar.path()).agent(null));
  }

  @OnNewestJdk
  void theAgentIsLoadedLate(Jdk jdk) {
    if (jdk.feature() < 21) {
      return;
    }
    try (TargetJvm jvm = start(Launch.on(jdk).agent(null))) {
      jvm.out().await("ready "::equals, TargetJvm.PATIENCE);
      new Cli(jdk, "").run("attach", String.valueOf(jvm.pid()), "--options", "port=0");
      QUOTES.await("loaded dynamically", jvm.err());
    }
  }

  @OnNewestJdk
  void theLogDirectoryIsAnothers(Jdk jdk) {
    String yaml = "log: { directory: events }\n" + YAML;
    try (TargetJvm first = start(Launch.on(jdk).directory(directory).yaml("node: n1\n" + yaml))) {
      first.address();
      seen("in use by", Launch.on(jdk).directory(directory).yaml(yaml));
    }
    seen("not n2's", Launch.on(jdk).directory(directory).yaml("node: n2\n" + yaml));
  }

  @AfterAll
  static void allAreSeen() {
    if (Jdks.all().stream().allMatch(jdk -> jdk.feature() < 21)) {
      QUOTES.without("loaded dynamically");
    }
    QUOTES.assertAllSeen();
  }

  private static TargetJvm start(Launch launch) {
    return launch.main(Store.class).start();
  }

  private static void seen(String part, Launch launch) {
    try (TargetJvm jvm = start(launch)) {
      QUOTES.await(part, jvm.err());
    }
  }
}
