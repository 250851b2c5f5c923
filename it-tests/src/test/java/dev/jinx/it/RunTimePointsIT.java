package dev.jinx.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Places;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.tools.attach.VirtualMachine;

/** Points that are declared and undeclared while the program runs. */
class RunTimePointsIT {
  private static final String POINTS = "/v2/error_injection/points";

  private static Http.Answer declare(TargetJvm jvm, String name, String rest) {
    return jvm.http().post(POINTS, "{\"name\":\"" + name + "\"," + rest + "}");
  }

  private static TargetJvm start(Jdk jdk) {
    TargetJvm jvm = Launch.on(jdk).yaml("points: {}").main(Places.class).start();
    jvm.out().await("ready"::equals, TargetJvm.PATIENCE);
    return jvm;
  }

  @OnEveryJdk
  void loadedSubtypesAreWovenAtOnceAndRestored(Jdk jdk) {
    try (TargetJvm jvm = start(jdk)) {
      assertThat(jvm.ask("kind")).isEqualTo("hello you");
      JsonNode point =
          declare(
                  jvm,
                  "kinds",
                  "\"method\":\"com.acme.Places$Kind+#greet\",\"action\":\"return(\\\"hi\\\")\","
                      + "\"enabled\":true")
              .ok()
              .json();
      assertThat(point.get("state").asText()).isEqualTo("woven");
      assertThat(point.get("sites").get(0).get("class").asText())
          .isEqualTo("com.acme.Places$Plain");
      assertThat(jvm.ask("kind")).isEqualTo("hi");
      jvm.http().delete(POINTS + "/kinds").ok();
      assertThat(jvm.ask("kind")).isEqualTo("hello you");
      assertThat(jvm.http().get(POINTS + "/kinds").status()).isNotEqualTo(200);
      declare(jvm, "kinds", "\"method\":\"com.acme.Places$Plain#greet\"").ok();
      assertThat(jvm.ask("kind")).isEqualTo("hello you");
    }
  }

  @OnEveryJdk
  void aClassThatIsLoadedLaterIsWovenThen(Jdk jdk) {
    try (TargetJvm jvm = start(jdk)) {
      JsonNode point =
          declare(
                  jvm,
                  "later",
                  "\"method\":\"com.acme.Places$Plain#greet\",\"action\":\"return(\\\"hi\\\")\","
                      + "\"enabled\":true")
              .ok()
              .json();
      assertThat(point.get("state").asText()).isEqualTo("declared");
      assertThat(jvm.ask("kind")).isEqualTo("hi");
      assertThat(jvm.http().point("later").get("state").asText()).isEqualTo("woven");
    }
  }

  @OnEveryJdk
  void classesOfTheJdkAreWovenWhileTheyAreUsed(Jdk jdk) {
    try (TargetJvm jvm = start(jdk)) {
      JsonNode point =
          declare(jvm, "parse", "\"method\":\"java.util.ArrayList#get\",\"at\":\"exit\"")
              .ok()
              .json();
      assertThat(point.get("state").asText()).isEqualTo("woven");
      String cursor = jvm.http().enable("parse", "action=observe");
      assertThat(jvm.ask("kind")).isEqualTo("hello you");
      JsonNode event = jvm.http().await("parse", "since=" + cursor);
      assertThat(event.get("thread").get("name").asText()).isEqualTo("main");
      jvm.http().delete(POINTS + "/parse").ok();
      assertThat(jvm.ask("kind")).isEqualTo("hello you");
    }
  }

  @OnEveryJdk
  void whatIsPartOfAHitIsRefused(Jdk jdk) {
    try (TargetJvm jvm = start(jdk)) {
      Http.Answer refused = declare(jvm, "no", "\"method\":\"java.lang.Thread#start\"");
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.json().get("field").asText()).isEqualTo("method");
      assertThat(jvm.http().points()).isEmpty();
    }
  }

  @OnEveryJdk
  void aJvmThatWasAttachedToWithoutPointsTakesThemLater(Jdk jdk) throws Exception {
    try (TargetJvm jvm =
        Launch.on(jdk)
            .agent(null)
            .jvm("-XX:+EnableDynamicAgentLoading")
            .main(Places.class)
            .start()) {
      jvm.out().await("ready"::equals, TargetJvm.PATIENCE);
      assertThat(jvm.ask("kind")).isEqualTo("hello you");
      VirtualMachine machine = VirtualMachine.attach(String.valueOf(jvm.pid()));
      machine.loadAgent(JinxJar.path().toString(), "port=0,port-file=" + Launch.PORT_FILE);
      machine.detach();
      declare(
              jvm,
              "kind",
              "\"method\":\"com.acme.Places$Plain#greet\",\"action\":\"return(\\\"hi\\\")\","
                  + "\"enabled\":true")
          .ok();
      assertThat(jvm.ask("kind")).isEqualTo("hi");
    }
  }
}
