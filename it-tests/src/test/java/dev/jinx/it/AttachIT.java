package dev.jinx.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Store;
import com.sun.tools.attach.VirtualMachine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;

/** The agent loaded into a JVM that runs. */
class AttachIT {
  private static final String YAML =
      """
      points:
        commit: { method: com.acme.Store#commit(long), enabled: true }
        leave: { method: com.acme.Store#commit, at: exit, enabled: true }
      """;

  @OnEveryJdk
  void classesThatAreLoadedAlreadyAreWoven(Jdk jdk) throws Exception {
    try (TargetJvm jvm =
        Launch.on(jdk)
            .agent(null)
            .jvm("-XX:+EnableDynamicAgentLoading")
            .main(Store.class)
            .start()) {
      jvm.out().await("ready "::equals, TargetJvm.PATIENCE);
      assertThat(jvm.ask("1")).isEqualTo("total 1");
      Files.writeString(jvm.directory().resolve("late.yaml"), YAML);
      attach(jvm, "config=late.yaml,port=0,port-file=" + Launch.PORT_FILE);
      assertThat(jvm.ask("2")).isEqualTo("total 3");
      assertThat(jvm.http().await("leave", "since=earliest").get("hit").asInt()).isEqualTo(1);
      assertThat(jvm.http().enters("commit")).isEqualTo(1);
      jvm.tell("exit 4");
      assertThat(jvm.awaitExit()).isEqualTo(4);
    }
  }

  @OnEveryJdk
  void attachingTwiceIsToldAndTheFirstGoesOn(Jdk jdk) throws Exception {
    try (TargetJvm jvm =
        Launch.on(jdk).jvm("-XX:+EnableDynamicAgentLoading").yaml(YAML).main(Store.class).start()) {
      jvm.out().await("ready "::equals, TargetJvm.PATIENCE);
      jvm.address();
      attach(jvm, "port=0");
      jvm.err().await(line -> line.contains("second agent"), TargetJvm.PATIENCE);
      assertThat(jvm.ask("2")).isEqualTo("total 2");
      assertThat(jvm.http().await("leave", "since=earliest").get("hit").asInt()).isEqualTo(1);
    }
  }

  @OnEveryJdk
  void aBadConfigurationUnderFailMakesLoadingFailAndEndsNothing(Jdk jdk) throws Exception {
    try (TargetJvm jvm =
        Launch.on(jdk)
            .agent(null)
            .jvm("-XX:+EnableDynamicAgentLoading")
            .main(Store.class)
            .start()) {
      jvm.out().await("ready "::equals, TargetJvm.PATIENCE);
      Assertions.assertThrows(
          Exception.class, () -> attach(jvm, "config=none.yaml,port=0,on-error=fail"));
      assertThat(jvm.ask("2")).isEqualTo("total 2");
      jvm.err().await(line -> line.contains("none.yaml"), TargetJvm.PATIENCE);
    }
  }

  @OnEveryJdk
  void theCommandWaitsForTheServerAndTellsOfAnAgentThatIsThereAlready(Jdk jdk) throws Exception {
    try (TargetJvm jvm =
        Launch.on(jdk)
            .agent(null)
            .jvm("-XX:+EnableDynamicAgentLoading")
            .main(Store.class)
            .start()) {
      jvm.out().await("ready "::equals, TargetJvm.PATIENCE);
      Path config = Files.writeString(jvm.directory().resolve("late.yaml"), YAML);
      Path out = jvm.directory().resolve("attached");
      String pid = String.valueOf(jvm.pid());
      int status =
          command(
              jdk,
              out,
              "attach",
              pid,
              "--config",
              config.toString(),
              "--options",
              "port=0",
              "--wait",
              "60s");
      String address = Files.readString(out).lines().findFirst().orElseThrow();
      assertThat(status).as(address).isZero();
      assertThat(jvm.ask("2")).isEqualTo("total 2");
      Http http = new Http("http://" + address);
      assertThat(http.await("leave", "since=earliest").get("hit").asInt()).isEqualTo(1);

      assertThat(command(jdk, out, "attach", pid)).isEqualTo(1);
      assertThat(Files.readString(out)).contains("already", "listens on " + address);
      assertThat(jvm.ask("2")).isEqualTo("total 4");
    }
  }

  private static int command(Jdk jdk, Path out, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(jdk.java(), "-jar", JinxJar.path().toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(out.toFile())
        .start()
        .waitFor();
  }

  private static void attach(TargetJvm jvm, String options) throws Exception {
    VirtualMachine machine = VirtualMachine.attach(String.valueOf(jvm.pid()));
    try {
      machine.loadAgent(JinxJar.path().toString(), options);
    } finally {
      machine.detach();
    }
  }
}
