package dev.jinx.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.JdkUser;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Points in the JDK's own classes, which the agent and the JVM use as well. */
class JdkClassesIT {
  private static final List<String> CALLS =
      List.of("connect", "write", "channel", "date", "gzip", "serialize", "number");

  private static TargetJvm start(Jdk jdk, String yaml) {
    TargetJvm jvm = Launch.on(jdk).yaml(yaml).main(JdkUser.class).start();
    jvm.out().await("ready"::equals, TargetJvm.PATIENCE);
    return jvm;
  }

  @OnEveryJdk
  void aCallOfTheProgramIsAHitAndNoneOfTheAgentsOwnAre(Jdk jdk) {
    String yaml =
        """
        points:
          connect: { method: "java.net.Socket#connect(java.net.SocketAddress)" }
          write: { method: "java.io.FileOutputStream#write(byte[])" }
          channel: { method: "sun.nio.ch.FileChannelImpl#write(java.nio.ByteBuffer)" }
          date: { method: "java.time.LocalDate#of(int, int, int)", at: exit }
          number: { method: "java.math.BigInteger#<init>(java.lang.String)", at: exit }
        """;
    try (TargetJvm jvm = start(jdk, yaml)) {
      for (String name : List.of("connect", "write", "channel", "date")) {
        String cursor = jvm.http().enable(name, "action=observe");
        jvm.ask(name);
        JsonNode event = jvm.http().await(name, "since=" + cursor);
        assertThat(event.get("thread").get("name").asText()).isEqualTo("main");
        assertThat(event.get("hit").asInt()).isEqualTo(1);
        jvm.http().disable(name);
        assertThat(jvm.http().enters(name)).as(name).isEqualTo(1);
        assertThat(jvm.http().point(name).get("sites").get(0).get("loader").asText())
            .isEqualTo("boot");
      }
    }
  }

  @OnEveryJdk
  void wholePackagesOfTheJdkWovenAtEveryPositionWorkAsBefore(Jdk jdk) {
    StringBuilder yaml = new StringBuilder("log: { hits: false }\npoints:\n");
    Map.of(
            "io", "java.io.*",
            "net", "java.net.*",
            "time", "java.time.**",
            "zip", "java.util.zip.*",
            "math", "java.math.*",
            "channel", "sun.nio.ch.*")
        .forEach(
            (name, classes) -> {
              for (String at : List.of("entry", "exit", "throw")) {
                yaml.append("  " + name + "-" + at + ": { method: \"" + classes + "#*\", at: ");
                yaml.append(at + ", enabled: true }\n");
              }
            });
    List<String> expected = new ArrayList<>();
    try (TargetJvm jvm = Launch.on(jdk).agent(null).main(JdkUser.class).start()) {
      jvm.out().await("ready"::equals, TargetJvm.PATIENCE);
      CALLS.forEach(call -> expected.add(jvm.ask(call)));
    }
    try (TargetJvm jvm = start(jdk, yaml.toString())) {
      CALLS.forEach(call -> assertThat(jvm.ask(call)).isIn(expected));
      for (JsonNode point : jvm.http().points()) {
        assertThat(point.get("state").asText()).as(point.get("name").asText()).isEqualTo("woven");
      }
      assertThat(jvm.http().enters("io-entry")).isPositive();
      assertThat(jvm.http().enters("time-entry")).isPositive();
      assertThat(jvm.err().text()).doesNotContain("could not be woven").doesNotContain("fault");
    }
  }
}
